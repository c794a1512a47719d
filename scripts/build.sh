#!/usr/bin/env bash
# build.sh WHAT...: builds into build/bin (the page into frontend/dist).
#   frontend         the page, embedded by every binary; skipped when unchanged
#   console          ssj: command line and `serve`, pure Go
#   console-windows  ssj.exe, the same for Windows
#   window           shuangsuiji: the desktop window for Linux
#   window-windows   shuangsuiji.exe, the desktop window for Windows
#   installer        the Windows setup with both programs
# shellcheck source=scripts/lib.sh
. "$(dirname "$0")/lib.sh"
shopt -s extglob

# The page is named by its index.html, which names its parts by their contents.
build_frontend() {
	local stamp=$CACHE/page source
	source=$(content_hash frontend/!(dist|node_modules|e2e))
	if [ -f frontend/dist/index.html ] &&
		same_as "$stamp" "$source $(content_hash frontend/dist/index.html)"; then return; fi
	say "构建 building frontend"
	npm run build --silent --prefix frontend
	touch frontend/dist/.gitkeep
	echo "$source $(content_hash frontend/dist/index.html)" >"$stamp"
}

build_console() { go build -ldflags "-s -w" -o "$BIN/ssj" .; }

build_console_windows() { GOOS=windows GOARCH=amd64 go build -ldflags "-s -w" -o "$BIN/ssj.exe" .; }

build_window() {
	CGO_ENABLED=1 go build -tags desktop,production,webkit2_41 -ldflags "-s -w" -o "$BIN/shuangsuiji" .
}

# The page and its bindings stand already (-s, -skipbindings); what the Wails
# command adds to `go build` is the icon, the manifest and the version resource.
build_window_windows() {
	local wails
	wails=$CACHE/wails-$(wails_version)
	[ -x "$wails" ] || die "请先执行 scripts/setup.sh test。 Run scripts/setup.sh test first."
	"$wails" build -platform windows/amd64 -webview2 error -trimpath -m -nosyncgomod \
		-s -skipbindings -v 0
}

# makensis is called here and not by `wails build -nsis`, which would add
# Microsoft's WebView2 downloader, useless on a PC without a network.
build_installer() {
	makensis -V2 -INPUTCHARSET UTF8 -DVERSION="$(version)" -DBIN="$BIN" \
		-DOUT="$BIN/shuangsuiji-$(version)-setup.exe" build/windows/installer/shuangsuiji.nsi
}

[ $# -gt 0 ] || die "用法 usage: scripts/build.sh frontend|console|console-windows|window|window-windows|installer ..."
for what; do
	case $what in
	frontend | console | console-windows | window | window-windows | installer) ;;
	*) die "没有这个目标 no such target: $what" ;;
	esac
	[ "$what" = frontend ] || say "构建 building $what"
	"build_${what//-/_}"
done
