# shellcheck shell=bash
# Sourced by the scripts beside it: enters the repository's root and gives them
# their few common words.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
ROOT=$PWD
CACHE=$ROOT/build/cache # whatever can be made again
BIN=$ROOT/build/bin     # what we build for people
export ROOT CACHE BIN LC_ALL=C.UTF-8
export PATH=$PATH:/usr/local/go/bin
# One set of flags for every build, vet and test, so that each package is compiled
# once; only the window and the race detector need cgo and say so. No path and no
# commit of the building machine enters a program.
export CGO_ENABLED=0 GOFLAGS="-trimpath -buildvcs=false"
[ -t 1 ] || export NO_COLOR=1
mkdir -p "$CACHE" "$BIN"

# say tells what is being done, to stdout.
say() { printf '== %s\n' "$*"; }

# die tells what went wrong and what to do, to stderr, and ends the script.
die() {
	printf '!! %s\n' "$@" >&2
	exit 1
}

# content_hash PATH... is one SHA-256 over the names and bytes of all files below.
content_hash() {
	find "$@" -type f -print0 | sort -z | xargs -0 sha256sum | sha256sum | cut -d' ' -f1
}

# same_as STAMP HASH: whether the work stamped with this hash is already done.
same_as() { [ -f "$1" ] && [ "$(cat "$1")" = "$2" ]; }

# version is the program's; wails_version is the one go.mod names.
version() { node -p 'require("./wails.json").info.productVersion'; }
wails_version() { awk '$1 == "github.com/wailsapp/wails/v2" {print $2}' go.mod; }

# office DIR COMMAND...: makes an office's workspace with the program COMMAND, whose
# 周办公 has the password ssj-demo.
office() {
	local dir=$1
	shift
	SSJ_PASSPHRASE=ssj-demo SSJ_PASSWORD=ssj-demo "$@" init --workspace "$dir" --kind office --name 试验办公室 \
		--organ 某市公安局××分局 --region 999901 --person 周办公 >/dev/null
}
