#!/usr/bin/env bash
# paper_bench.sh: what a two-page 笔录 costs, each in a process of its own: this
# program cold (one document) and in a batch of 500, on one core and on all; then
# typst's compiler in one process (npm serves it; it is fetched into the cache
# when that can be done) and LibreOffice where it is installed, with the same
# words and sizes, without the QR code. (DESIGN: under 13 ms each in a
# batch on one core, 120 a second on two, under 50 ms cold.)
# shellcheck source=scripts/lib.sh
. "$(dirname "$0")/lib.sh"
bench=backend/pdf/testdata/bench
place=$CACHE/paper
mkdir -p "$place/fonts" "$place/html"
go build -o "$place/bench" "./$bench"
say "两页笔录：本程序 a two-page record, this program"
echo "冷启动 cold:            $("$place/bench" $bench/record.json 1)"
echo "连续 500 份，单核 batch: $(GOMAXPROCS=1 "$place/bench" $bench/record.json 500)"
echo "连续 500 份，全部核:     $("$place/bench" $bench/record.json 500 "$(nproc)")"

typst=@myriaddreamin/typst-ts-node-compiler@0.7.0
say "两页笔录：typst（$typst）"
for font in build/fonts/*.ttf.gz; do
	gunzip -c "$font" >"$place/fonts/$(basename "$font" .gz)"
done
if [ -d "$place/node_modules/@myriaddreamin" ] ||
	timeout 300 npm install --prefix "$place" --no-save --no-audit --no-fund --loglevel=error $typst >"$place/typst.log" 2>&1; then
	echo "冷启动 cold:             $(node $bench/typst.mjs "$place/node_modules" "$place/fonts" 1)"
	echo "连续 500 份 batch:       $(node $bench/typst.mjs "$place/node_modules" "$place/fonts" 500)"
else
	echo "没有装上 typst，未比较。 typst could not be installed: not compared ($(head -n 1 "$place/typst.log"))"
fi

say "两页笔录：LibreOffice"
if command -v soffice >/dev/null; then
	for n in $(seq 20); do cp $bench/record.html "$place/html/$n.html"; done
	profile=-env:UserInstallation=file://$place/profile
	convert() {
		local began
		began=$(date +%s%N)
		soffice "$profile" --headless --infilter="HTML (StarWriter)" --convert-to pdf:writer_pdf_Export --outdir "$place/html" "$@" >/dev/null 2>&1
		echo $((($(date +%s%N) - began) / 1000000))
	}
	convert "$place/html/1.html" >/dev/null # makes its profile
	one=$(convert "$place/html/1.html")
	twenty=$(convert "$place"/html/*.html)
	echo "冷启动 cold: $one ms；连续 20 份 batch: $(((twenty - one) / 19)) ms each"
else
	echo "没有安装 LibreOffice，未比较。 LibreOffice is not installed: not compared"
fi
