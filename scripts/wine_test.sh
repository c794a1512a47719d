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

say "Windows 程序跑演示 the Windows program runs the demo"
wine demo --out '演示 结果'
say "Linux 程序跑演示 the Linux program runs the demo"
(cd "$place" && "$BIN/ssj" demo --out linux >"$CACHE/demo-linux.log")

for package in upload task result draw-subjects; do
	theirs=$(one "演示 结果/packages/$package*.zip")
	ours=$(one "linux/packages/$package*.zip")
	say "核验 verifying $package：Windows→Windows, Windows→Linux, Linux→Windows"
	wine verify "$theirs"
	(cd "$place" && "$BIN/ssj" verify "$theirs")
	wine verify "$ours"
done

say "改动一个字节必须被发现 a flipped byte must be found"
spoiled=$place/已改动.zip
cp "$place/$(one '演示 结果/packages/upload*.zip')" "$spoiled"
middle=$(($(stat -c %s "$spoiled") / 2))
byte=$(od -An -tu1 -j $middle -N 1 "$spoiled")
printf '%b' "\\x$(printf %x $((byte ^ 1)))" | dd of="$spoiled" bs=1 seek=$middle conv=notrunc status=none
code=0
wine verify 已改动.zip || code=$?
[ $code = 1 ] || die "改动的包应以 1 退出，实为 $code a spoiled package must end with 1, got $code"
say "Wine 通过 Wine passed"
