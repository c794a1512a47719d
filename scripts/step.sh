#!/usr/bin/env bash
# step.sh NAME: one step of the tests. step.sh --title NAME says what it does.
# shellcheck source=scripts/lib.sh
. "$(dirname "$0")/lib.sh"

# The window's code stands behind Wails' build tags.
window_tags=desktop,production,webkit2_41
# The race detector is ten times slower, so it gets the tests in which goroutines
# meet; make soak gives it all of them.
race_tests='AtOnce|Together|Concurrent|Against|SameBytes|ImportCounts'

declare -A titles=(
	[setup]="装齐工具 set up what is missing"
	[setup-run]="装齐工具 set up what is missing"
	[fmt]="Go 代码格式 gofmt"
	[vet]="go vet：Linux 与 Windows，命令行与窗口 for both systems and both builds"
	[vet-quick]="go vet"
	[staticcheck]="staticcheck"
	[frontend]="界面代码：Biome 与 TypeScript the frontend's lint and types"
	[vitest]="界面单元测试 the frontend's unit tests"
	[page]="构建页面 build the page"
	[go]="Go 测试 go test ./..."
	[go-short]="Go 测试（短） go test -short ./..."
	[race]="竞态检测 go test -race"
	[crash]="反复强行结束程序 kill the program over and over"
	[bench]="性能基准 benchmarks"
	[binaries]="构建命令行与窗口程序 build the programs"
	[e2e]="真实浏览器中的主流程 the main job in Chromium"
	[window]="虚拟显示器上的真实窗口 the real window under Xvfb"
	[wine]="Wine 下的 Windows 程序 the Windows program under Wine"
	[installer]="Windows 安装程序 the Windows setup under Wine"
)

case $1 in
--title) echo "${titles[$2]:-没有这一步 no such step}" ;;
setup) scripts/setup.sh test ;;
setup-run) scripts/setup.sh run ;;
fmt)
	unformatted=$(find . -name '*.go' -not -path '*/node_modules/*' -not -path './build/cache/*' -print0 | xargs -0 gofmt -l)
	[ -z "$unformatted" ] || die "没有按 gofmt 排版，请执行 gofmt -w： run gofmt -w on:" "$unformatted"
	;;
vet)
	go vet ./...
	CGO_ENABLED=1 go vet -tags $window_tags ./app/... .
	GOOS=windows go vet ./...
	GOOS=windows go vet -tags desktop,production ./app/... .
	;;
vet-quick) go vet ./... ;;
staticcheck)
	go tool staticcheck ./...
	CGO_ENABLED=1 go tool staticcheck -tags $window_tags ./app/... .
	;;
frontend) npm run check --silent --prefix frontend ;;
vitest) npm test --silent --prefix frontend ;;
page) scripts/build.sh frontend ;;
go) go test ./... ;;
go-short) go test -short ./... ;;
race)
	CGO_ENABLED=1 go test -race ./app
	CGO_ENABLED=1 go test -race -run "$race_tests" ./backend/store ./backend/service ./backend/pdf ./backend/media
	;;
crash) SSJ_KILLS=${N:-5000} go test -count=1 -timeout 24h -v -run '^TestKilled$' ./app/cli ;;
bench)
	go test -run '^$' -bench . -benchmem ./...
	scripts/paper_bench.sh
	scripts/start_bench.sh
	;;
binaries) scripts/build.sh frontend console console-windows window ;;
e2e) npm run e2e --silent --prefix frontend ;;
window) scripts/window_test.sh ;;
wine) scripts/wine_test.sh ;;
installer)
	scripts/build.sh frontend console-windows window-windows installer
	scripts/installer_test.sh
	;;
*) die "没有这一步 no such step: $1 (${!titles[*]})" ;;
esac
