#!/usr/bin/env bash
# wine_test.sh: the Windows program does the main job in a folder with a Chinese
# name and a space; each system's program verifies what the other one packed.
# shellcheck source=scripts/lib.sh
. "$(dirname "$0")/lib.sh"

scripts/build.sh frontend console console-windows
place="$CACHE/双随机 试用"
rm -rf "$place"
mkdir -p "$place"
wine() { scripts/wine.sh "$place" "$BIN/ssj.exe" "$@"; }

# one PATTERN: the only file of this kind.
one() {
	local found
	mapfile -t found < <(compgen -G "$place/$1")
	[ ${#found[@]} = 1 ] || die "应有且只有一个 expected just one: $place/$1"
	echo "${found[0]#"$place"/}"
}

# demo NAME COMMAND...: runs the demo by this command; its story goes to a log.
demo() {
	local log=$CACHE/demo-$1.log
	shift
	"$@" >"$log" 2>&1 || die "演示没有做完 the demo failed: $log" "$(tail -n 20 "$log")"
	tail -n 1 "$log"
}

# valid ROOT COMMAND...: the verdict must be 有效 when this root is trusted.
valid() {
	local root=$1 verdict code=0
	shift
	# No word at all is Wine failing to start a program, not a verdict: the
	# program always says something. One more try; a verdict is never retried.
	verdict=$("$@" --trust "$root") || code=$?
	if [ -z "$verdict" ]; then
		code=0
		verdict=$("$@" --trust "$root") || code=$?
	fi
	[ $code = 0 ] || die "核验没有通过 not verified: $*" "$verdict"
	verdict=${verdict%%$'\n'*}
	echo "  $verdict"
	[[ $verdict == 有效* ]] || die "应为「有效」 expected 有效: $*"
}

say "Windows 程序跑演示 the Windows program runs the demo"
demo windows wine demo --out '演示 结果'
say "Linux 程序跑演示 the Linux program runs the demo"
cd "$place"
demo linux "$BIN/ssj" demo --out linux
cd "$ROOT"

for package in upload task result draw-subjects draw-inspectors; do
	theirs=$(one "演示 结果/packages/$package-*.zip")
	ours=$(one "linux/packages/$package-*.zip")
	say "核验 verifying $package：Windows→Windows, Windows→Linux, Linux→Windows"
	valid '演示 结果/packages/单位根证书.pem' wine verify "$theirs"
	valid "$place/演示 结果/packages/单位根证书.pem" "$BIN/ssj" verify "$place/$theirs"
	valid 'linux/packages/单位根证书.pem' wine verify "$ours"
done

say "改动一个字节必须被发现 a flipped byte must be found"
spoiled=$place/已改动.zip
cp "$place/$(one '演示 结果/packages/upload*.zip')" "$spoiled"
middle=$(($(stat -c %s "$spoiled") / 2))
byte=$(od -An -tu1 -j $middle -N 1 "$spoiled")
printf '%b' "\\x$(printf %x $((byte ^ 1)))" | dd of="$spoiled" bs=1 seek=$middle conv=notrunc status=none
code=0
wine verify 已改动.zip >"$CACHE/spoiled.log" || code=$?
head -n 1 "$CACHE/spoiled.log"
[ $code = 1 ] || die "改动的包应以 1 退出，实为 $code a spoiled package must end with 1, got $code"
say "Wine 通过 Wine passed"
