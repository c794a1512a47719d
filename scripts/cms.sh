#!/bin/sh
# cms.sh SIGNATURE.sm2.p7s FILE [CERT.pem]: checks a detached GB/T 35275 signature
# (SM2 with SM3) with openssl 3.0 alone, which has no command for it: its parts are
# cut out with asn1parse, and the signature in it is checked as a bare one.
# 只用 openssl 3.0 核对一份国密分离签名；给出证书时，签名内的证书须与它的第一张相同。
set -eu
p7s=$1 file=$2 cert=${3:-}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
fail() {
	echo "无效 invalid: $1" >&2
	exit 1
}
openssl asn1parse -inform DER -in "$p7s" >"$dir/tree" || fail "不是 DER not DER"
# What it says it is: signed data (…6.1.4.2.2) over data (…6.1.4.2.1) that is not inside, SM3.
[ "$(grep -c ':1.2.156.10197.6.1.4.2.2$' "$dir/tree")" = 1 ] || fail "不是国密签名数据 not GB/T 35275 signed data"
[ "$(grep -c ':1.2.156.10197.6.1.4.2.1$' "$dir/tree")" = 1 ] || fail "内容类型不对 wrong content type"
[ "$(awk '/:sm3$/' "$dir/tree" | wc -l)" -ge 2 ] || fail "摘要算法不是 SM3 digest is not SM3"
# The certificate is the first element of [0] at depth 3, the signature the last octet string.
at=$(awk -F: '/d=3 .*cont \[ 0 \]/ {found=1; next} found {gsub(/ /, "", $1); print $1; exit}' "$dir/tree")
openssl asn1parse -inform DER -in "$p7s" -strparse "$at" -noout -out "$dir/cert.der"
at=$(awk -F: '/OCTET STRING/ {gsub(/ /, "", $1); last=$1} END {print last}' "$dir/tree")
openssl asn1parse -inform DER -in "$p7s" -strparse "$at" -noout -out "$dir/sig.der"
if [ -n "$cert" ]; then
	openssl x509 -in "$cert" -outform DER -out "$dir/given.der"
	cmp -s "$dir/cert.der" "$dir/given.der" || fail "签名内的证书不是这一张 the certificate inside is another"
fi
openssl x509 -inform DER -in "$dir/cert.der" -noout -subject -nameopt utf8,sep_comma_plus
openssl x509 -inform DER -in "$dir/cert.der" -noout -pubkey >"$dir/pub.pem"
openssl dgst -sm3 -sigopt distid:1234567812345678 -verify "$dir/pub.pem" -signature "$dir/sig.der" "$file" || fail "签名与内容不符 signature does not fit"
