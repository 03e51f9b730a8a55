#!/bin/sh
# The browser journeys need Chromium; Debian's is installed when there is none and we may.
command -v chromium >/dev/null 2>&1 && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "Installing Chromium …"
  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium; } >/dev/null 2>&1
fi
command -v chromium >/dev/null 2>&1 && exit 0
echo "The browser journeys need Chromium. Install it (apt install chromium) and run the command again." >&2
exit 1
