#!/bin/sh
# Fetches the faces of the documents from their packages, cuts them, packs
# them as blocked gzip and writes SHA256SUMS. Run it only to renew the files:
# what it makes is committed.
#
# Needs: npm, apt-get, python3 with fonttools (Debian: fonttools), bzip2.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

npm pack --silent @expo-google-fonts/noto-sans-sc@0.4.3 @expo-google-fonts/noto-serif-sc@0.4.3
for f in *.tgz; do mkdir "${f%.tgz}.d" && tar xzf "$f" -C "${f%.tgz}.d"; done
apt-get download fonts-lxgw-wenkai unicode-data
for f in *.deb; do dpkg -x "$f" deb; done
sans=$(echo expo-google-fonts-noto-sans-sc-*.d/package)
serif=$(echo expo-google-fonts-noto-serif-sc-*.d/package)
wenkai=deb/usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf

for f in OtherMappings Readings; do bzcat deb/usr/share/unicode/Unihan_$f.txt.bz2 > $f.txt; done
cp "$sans/500Medium/NotoSansSC_500Medium.ttf" "$serif/400Regular/NotoSerifSC_400Regular.ttf" \
	"$serif/700Bold/NotoSerifSC_700Bold.ttf" "$wenkai" .
/usr/bin/python3 "$here/pack.py" OtherMappings.txt Readings.txt "$here"

cp "$sans/LICENSE_FONT" "$here/NotoSansSC.OFL.txt"
cp "$serif/LICENSE_FONT" "$here/NotoSerifSC.OFL.txt"
cp deb/usr/share/doc/fonts-lxgw-wenkai/copyright "$here/LXGWWenKai.copyright.txt"
{
	echo "# upstream files, before cutting"
	sha256sum *.ttf
	echo "# what each committed .gz holds (zcat FILE | sha256sum)"
	for f in "$here"/*.ttf.gz; do
		printf '%s  %s\n' "$(zcat "$f" | sha256sum | cut -d' ' -f1)" "$(basename "$f" .gz)"
	done
} > "$here/SHA256SUMS"
