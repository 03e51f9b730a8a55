#!/bin/sh
# PDF documents are set with Pango; Debian's is installed when there is none and we may. Everything else runs without.
has_pango() { PATH="$PATH:/usr/sbin:/sbin" ldconfig -p 2>/dev/null | grep -q libpangoft2-1.0.so.0; }
has_pango && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "Installing Pango …"
  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0; } >/dev/null 2>&1
fi
has_pango && exit 0
echo "Without Pango there are no PDF documents. Install it for them: apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0" >&2
[ "$1" = must ] && exit 1
exit 0
