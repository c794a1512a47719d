#!/usr/bin/env bash
# soak.sh: the long tests. SOAK_MINUTES (2) is what each fuzz target gets.
# shellcheck source=scripts/lib.sh
. "$(dirname "$0")/lib.sh"

scripts/setup.sh test
say "重复与竞态 repeated, with the race detector"
CGO_ENABLED=1 go test -race -count=3 -timeout 3h ./...
say "大文件与反复中断 huge files, many kills"
go test -tags soak -run Soak -timeout 2h ./...
for package in $(go list ./...); do
	for target in $(go test -list '^Fuzz' "$package" | grep '^Fuzz' || true); do
		say "模糊测试 fuzzing $package $target"
		go test -run '^$' -fuzz "^$target\$" -fuzztime "${SOAK_MINUTES:-2}m" "$package"
	done
done
printf '用时 took %d min\n' $((SECONDS / 60))
