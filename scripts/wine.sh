#!/usr/bin/env bash
# wine.sh DIR PROGRAM [ARGUMENT...]: runs a Windows program in the folder DIR
# under Wine, without a display, and ends with its exit code. PROGRAM is a path
# of this machine, or the name of a program Wine brings along (reg, cmd).
# WINE_TIMEOUT seconds (300) stop a program that hangs; the exit code is then 124.
#
# Only Debian's wine64 is used. Its prefix lives in build/cache and is made on
# first use: set to Windows 10, and with the one library Go programs need that
# Wine 8 lacks, bcryptprimitives.dll, as a forwarder of its only function.
# shellcheck source=scripts/lib.sh
dir=$(realpath "$1")
program=$2
[ ! -e "$program" ] || program=$(realpath "$program")
shift 2
. "$(dirname "$0")/lib.sh"

wine=/usr/lib/wine/wine64
[ -x $wine ] || die \
	"没有找到 wine64。请先执行 scripts/setup.sh test。" \
	"wine64 is missing: run scripts/setup.sh test first."
export WINEPREFIX=$CACHE/wine WINEDEBUG=-all WINEDLLOVERRIDES="mscoree,mshtml,winemenubuilder.exe="
export HOME=$CACHE/wine-home # Wine links the user's folders to those of this home
mkdir -p "$HOME"
unset DISPLAY WAYLAND_DISPLAY

make_prefix() {
	local system32=$WINEPREFIX/drive_c/windows/system32 parts
	say "准备 Wine preparing Wine in $WINEPREFIX"
	rm -rf "$WINEPREFIX"
	timeout 180 $wine wineboot -i
	timeout 60 $wine winecfg -v win10
	parts=$(mktemp -d)
	printf 'LIBRARY bcryptprimitives.dll\nEXPORTS\n  ProcessPrng = advapi32.SystemFunction036\n' >"$parts/bcrypt.def"
	x86_64-w64-mingw32-dlltool -D bcryptprimitives.dll -d "$parts/bcrypt.def" -e "$parts/bcrypt.exp" -l "$parts/bcrypt.lib"
	x86_64-w64-mingw32-ld -shared --image-base 0x180000000 -e 0 --subsystem windows \
		-o "$system32/bcryptprimitives.dll" "$parts/bcrypt.exp"
	rm -r "$parts"
}

# The stamp is this file and Wine's version. The lock keeps two first uses apart; the
# server Wine leaves running must not inherit it.
exec 9>"$CACHE/wine.lock"
flock 9
stamp=$(cat scripts/wine.sh <(dpkg-query -W wine64) | sha256sum)
if ! same_as "$WINEPREFIX/.ready" "$stamp"; then
	make_prefix >"$CACHE/wine.log" 2>&1 9>&- || die \
		"Wine 没有准备好，记录在 $CACHE/wine.log。" "Wine could not be prepared, see the log."
	echo "$stamp" >"$WINEPREFIX/.ready"
fi
exec 9>&-

cd "$dir"
exec timeout -k 10 "${WINE_TIMEOUT:-300}" $wine "$program" "$@"
