#!/usr/bin/env bash
# icon.sh: draws the program's icons from build/icon.svg; run it after changing
# the drawing and commit what it writes.
# shellcheck source=scripts/lib.sh
. "$(dirname "$0")/lib.sh"
chromium --headless --no-sandbox --hide-scrollbars --default-background-color=00000000 \
	--window-size=1024,1024 --screenshot="$ROOT/build/appicon.png" "file://$ROOT/build/icon.svg" 2>/dev/null
mogrify -strip build/appicon.png
convert build/appicon.png -define icon:auto-resize=256,128,64,48,32,24,16 build/windows/icon.ico
say "已写出 wrote build/appicon.png, build/windows/icon.ico"
