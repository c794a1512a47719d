#!/usr/bin/env bash
# window_test.sh: opens the real window on a new workspace, on a display of its
# own, looks at the picture, starts the program a second time, and closes the
# window as its user would. The pictures stay in build/cache/window.
# shellcheck source=scripts/lib.sh
. "$(dirname "$0")/lib.sh"
if [ -z "${OWN_BUS:-}" ]; then
	scripts/build.sh frontend console window
	OWN_BUS=1 exec dbus-run-session -- "$0" # a session bus, as on a desktop; it ends with the test
fi

place=$CACHE/window
rm -rf "$place"
mkdir -p "$place/home"
workspace="$place/工作区 一"
export HOME=$place/home XDG_RUNTIME_DIR=$place/home
unset WAYLAND_DISPLAY
office "$workspace" "$BIN/ssj"
Xvfb -displayfd 3 -screen 0 1366x768x24 -nolisten tcp 3>"$place/display" 2>"$place/xvfb.log" &
display=$!
app=
trap 'kill $display $app 2>/dev/null || true' EXIT

# within SECONDS WHAT COMMAND...: waits until the command succeeds.
within() {
	local tries=$(($1 * 10)) what=$2
	shift 2
	until "$@"; do
		tries=$((tries - 1))
		[ $tries -gt 0 ] || die "等了很久仍没有 waited in vain for: $what" "记录 see: $place"
		sleep 0.1
	done
}
window_there() { window=$(xdotool search --onlyvisible --name '^双随机执法检查$' 2>/dev/null); }
# called METHOD: the page's call reached Go through the bridge and came back.
called() { grep -qs "msg=done call=$1 " "$workspace"/logs/*.log; }
# text_to_see PICTURE: takes it, and at least 50 in 10,000 pixels must be dark, but
# not half of them; a blank page under its menu has one or two.
text_to_see() {
	local picture=$place/$1.png colours text
	import -window root "$picture"
	colours=$(identify -format %k "$picture")
	text=$(convert "$picture" -colorspace gray -threshold 60% -format '%[fx:int(10000*(1-mean))]' info:)
	[ "$colours" -gt 300 ] && [ "$text" -ge 50 ] && [ "$text" -lt 5000 ]
}
another_page_to_see() {
	text_to_see "$2" || return 1
	local changed
	changed=$(compare -metric AE "$place/$1.png" "$place/$2.png" null: 2>&1 || true)
	[ "$changed" -gt 100000 ]
}
ended() { ! kill -0 "$1" 2>/dev/null; }
nobody_left() { [ -z "$(ps -o pid= --sid "$app")" ]; }

# close_window WINDOW: the message a window manager sends for a click on the X.
close_window() {
	python3 - "$1" <<'E2'
import ctypes, sys

class ClientMessage(ctypes.Structure):
    _fields_ = [("type", ctypes.c_int), ("serial", ctypes.c_ulong), ("send_event", ctypes.c_int),
                ("display", ctypes.c_void_p), ("window", ctypes.c_ulong), ("message_type", ctypes.c_ulong),
                ("format", ctypes.c_int), ("data", ctypes.c_long * 5), ("rest", ctypes.c_long * 16)]

x = ctypes.CDLL("libX11.so.6")
x.XOpenDisplay.restype = ctypes.c_void_p
x.XInternAtom.restype = ctypes.c_ulong
x.XInternAtom.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int]
x.XSendEvent.argtypes = [ctypes.c_void_p, ctypes.c_ulong, ctypes.c_int, ctypes.c_long, ctypes.c_void_p]
x.XCloseDisplay.argtypes = [ctypes.c_void_p]
display = x.XOpenDisplay(None)
event = ClientMessage(type=33, window=int(sys.argv[1]), format=32,
                      message_type=x.XInternAtom(display, b"WM_PROTOCOLS", 0))
event.data[0] = x.XInternAtom(display, b"WM_DELETE_WINDOW", 0)
x.XSendEvent(display, event.window, 0, 0, ctypes.byref(event))
x.XCloseDisplay(display)
E2
}

within 10 "虚拟显示器 a virtual display" test -s "$place/display"
DISPLAY=:$(cat "$place/display")
export DISPLAY

say "打开窗口 opening the window"
started=$(date +%s%N)
setsid "$BIN/shuangsuiji" --workspace "$workspace" >"$place/app.log" 2>&1 &
app=$!
within 60 "窗口 the window" window_there
within 30 "登录页 the sign-in page" called Session.Accounts
within 30 "登录页的文字 text on the sign-in page" text_to_see sign-in
say "窗口可用 usable after $((($(date +%s%N) - started) / 1000000)) ms"

say "用键盘登录 signing in by keyboard"
xdotool windowfocus --sync "$window" type ssj-demo
xdotool key Return
within 30 "登录 the sign-in" called Session.SignIn
within 30 "首页 the first page" another_page_to_see sign-in home
! grep -h 'level=ERROR' "$workspace"/logs/*.log || die "日志里有错误 the log holds errors"

say "再次启动只应唤起已开的窗口 a second start only raises the first window"
code=0
timeout 60 "$BIN/shuangsuiji" --workspace "$workspace" >>"$place/app.log" 2>&1 || code=$?
[ $code != 124 ] || die "第二个程序没有退出 the second program stayed"
[ "$(xdotool search --onlyvisible --name '^双随机执法检查$' | wc -l)" = 1 ] || die "不是恰好一个窗口 not just one window"

say "关闭窗口 closing the window"
close_window "$window"
within 20 "程序退出 the program's end" ended $app
code=0
wait $app || code=$?
[ $code = 0 ] || die "程序以 $code 退出 the program ended with $code" "$(tail -n 20 "$place/app.log")"
within 5 "子进程退出 the end of its processes" nobody_left
say "窗口通过 the window passed: $place/home.png"
