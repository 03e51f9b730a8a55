#!/bin/sh
# The benchmarks are driven by wrk; Debian's is installed when there is none and we may.
command -v wrk >/dev/null 2>&1 && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq wrk; } >/dev/null 2>&1
fi
command -v wrk >/dev/null 2>&1 && exit 0
echo "The benchmarks need wrk. Install it (apt install wrk) and run the command again." >&2
exit 1
