#!/usr/bin/env bash
# Install a browser and a Chinese font for the browser tests, where the system's packages may be installed.
# Where they may not, say so: the browser tests then skip by name.
set -u
have_font() { command -v fc-list >/dev/null 2>&1 && [ -n "$(fc-list :lang=zh 2>/dev/null | head -n 1)" ]; }
if command -v chromium >/dev/null 2>&1 && have_font; then exit 0; fi
if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null 2>&1; then
  echo "No chromium or Chinese font, and no right to install them: the browser tests will skip by name."
  exit 0
fi
echo "Installing chromium and a Chinese font for the browser tests ..."
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq >/dev/null 2>&1
apt-get install -y -qq --no-install-recommends chromium fonts-wqy-microhei fontconfig >/dev/null 2>&1 ||
  echo "chromium could not be installed: the browser tests will skip by name."
exit 0
