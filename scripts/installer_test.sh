#!/usr/bin/env bash
# installer_test.sh: tries the Windows setup under Wine: refused without WebView2,
# installed silently with it, refused while the program runs, uninstalled without
# touching a workspace.
# shellcheck source=scripts/lib.sh
. "$(dirname "$0")/lib.sh"

setup=$BIN/shuangsuiji-$(version)-setup.exe
[ -f "$setup" ] || die "请先执行 make installer。 Run make installer first."
wine() { scripts/wine.sh "$ROOT" "$@"; }
webview2='HKLM\SOFTWARE\WOW6432Node\Microsoft\EdgeUpdate\Clients\{F3017226-FE2A-4295-8BDF-00C3A9A7E4C5}'
uninstall='HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\shuangsuiji'

# exits CODE COMMAND...: the command must end with just this code.
exits() {
	local want=$1 code=0
	shift
	"$@" || code=$?
	[ "$code" = "$want" ] || die "退出码应为 $want，实为 $code expected exit code $want, got $code: $*"
}

say "没有 WebView2：静默安装应拒绝 without WebView2 the silent setup refuses"
wine reg delete "$webview2" /f >/dev/null 2>&1 || true
# The setup takes the rest of its command line after /D= as it stands, so that the
# folder must not be quoted: its words are passed one by one.
folder=('/D=C:\程序' 安装)
target=$CACHE/wine/drive_c/程序\ 安装
rm -rf "$target"
exits 2 wine "$setup" /S "${folder[@]}"
[ ! -e "$target" ] || die "拒绝后仍写了文件 files were written after the refusal"

say "有 WebView2：静默安装到含中文和空格的文件夹 silent setup into a folder with a Chinese name"
wine reg add "$webview2" /v pv /d 128.0.2739.42 /f >/dev/null
exits 0 wine "$setup" /S "${folder[@]}"
for file in shuangsuiji.exe ssj.exe Uninstall.exe; do
	[ -s "$target/$file" ] || die "安装后缺少 $file missing after the setup"
done
wine reg query "$uninstall" /v UninstallString | grep -q Uninstall.exe || die "没有登记卸载项 no uninstall entry"
exits 0 wine "$target/ssj.exe" help >/dev/null

say "程序运行中：升级应拒绝 an upgrade is refused while the program runs"
workspace=$CACHE/wine/drive_c/工作区
rm -rf "$workspace"
office 'C:\工作区' wine "$target/ssj.exe"
scripts/wine.sh "$ROOT" "$target/ssj.exe" serve --workspace 'C:\工作区' >"$CACHE/installer-serve.log" 2>&1 &
served=$!
for _ in $(seq 100); do
	! grep -q 'http://127' "$CACHE/installer-serve.log" || break
	sleep 0.2
done
exits 4 wine "$setup" /S "${folder[@]}"
kill "$served"
wait "$served" || true

say "静默卸载 silent uninstall"
echo kept >"$target/用户自己的文件.txt"
wine "$target/Uninstall.exe" /S
for _ in $(seq 100); do # the uninstaller goes on in a copy of itself
	[ -e "$target/Uninstall.exe" ] || break
	sleep 0.2
done
[ "$(ls "$target")" = 用户自己的文件.txt ] || die "卸载后的文件夹不对 wrong contents after uninstalling: $(ls "$target")"
[ -s "$workspace/data.db" ] || die "卸载动了工作区 the uninstaller touched the workspace"
! wine reg query "$uninstall" >/dev/null 2>&1 || die "卸载项还在 the uninstall entry remains"
say "安装程序通过 the setup passed"
