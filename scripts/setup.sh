#!/usr/bin/env bash
# setup.sh run|window|test: installs what is missing on a Debian 12 that has Go,
# Node and gcc. Each level includes the one before:
#   run     the program on the command line and in the browser (no system packages)
#   window  the desktop window
#   test    everything `make test` uses: browser, Wine, installer, document checkers
# A second run finds nothing to do and takes well under a second.
# shellcheck source=scripts/lib.sh
. "$(dirname "$0")/lib.sh"

window_packages="pkg-config libgtk-3-dev libwebkit2gtk-4.1-dev"
test_packages="
	chromium fonts-wqy-microhei
	xvfb xdotool imagemagick dbus procps
	wine64 binutils-mingw-w64-x86-64 nsis
	poppler-utils mupdf-tools default-jdk-headless libpdfbox2-java libjaxb-api-java libactivation-java
	unzip p7zip-full libarchive-tools openssl python3 python3-openpyxl strace"

level=${1:-}
case $level in
run) packages="" ;;
window) packages=$window_packages ;;
test) packages="$window_packages $test_packages" ;;
*) die "用法 usage: scripts/setup.sh run|window|test" ;;
esac

check_tools() {
	command -v go >/dev/null || die \
		"没有找到 Go。请安装 $(awk '/^go /{print $2}' go.mod) 或更新的版本，并把它的 bin 目录放进 PATH。" \
		"Go is missing: install it and put its bin directory on PATH."
	go version >/dev/null 2>&1 || die \
		"Go 版本太旧：go.mod 要求 $(awk '/^go /{print $2}' go.mod)。请升级 Go，或设 GOTOOLCHAIN=auto 让它自行下载。" \
		"Go is older than go.mod demands: upgrade it, or set GOTOOLCHAIN=auto."
	{ command -v node && command -v npm; } >/dev/null || die \
		"没有找到 Node.js 与 npm。请安装 Node.js 20.19 或更新的版本。" \
		"Node.js and npm are missing: install Node.js 20.19 or newer."
	node -e 'const [a,b]=process.versions.node.split(".");process.exit(a>20||a==20&&b>=19?0:1)' || die \
		"Node.js $(node -v) 太旧，界面的构建需要 20.19 或更新的版本。" \
		"Node.js is too old: the frontend needs 20.19 or newer."
	[ "$level" = run ] || command -v gcc >/dev/null || die \
		"没有找到 gcc，窗口程序要用它编译。请先安装：apt-get install gcc" \
		"gcc is missing: apt-get install gcc"
}

install_packages() {
	local missing=() package
	for package in $packages; do
		[ "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || missing+=("$package")
	done
	[ ${#missing[@]} -gt 0 ] || return 0
	local line="apt-get install -y --no-install-recommends ${missing[*]}" as_root=()
	if [ "$(id -u)" != 0 ]; then
		command -v sudo >/dev/null || die \
			"缺少系统软件包，而当前用户不是 root，也没有 sudo。请管理员执行：$line" \
			"System packages are missing and you are neither root nor have sudo: ask for the line above."
		as_root=(sudo)
	fi
	say "安装系统软件包 installing ${#missing[@]} system packages: ${missing[*]}"
	local log=$CACHE/apt.log
	"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive sh -c "apt-get update -q && $line" >"$log" 2>&1 || {
		tail -n 5 "$log" >&2
		die "系统软件包没有装上（完整记录在 $log）。请检查网络与软件源，再试一次；或由管理员执行：$line" \
			"apt-get failed, see the log: check the network and the package sources, then try again."
	}
}

download_modules() {
	local stamp=$CACHE/go-modules hash
	hash=$(cat go.mod go.sum | sha256sum)
	same_as "$stamp" "$hash" && return
	say "下载 Go 依赖 downloading the Go modules"
	go mod download || die \
		"Go 依赖没有下载下来。请检查网络；内网可用 GOPROXY 指向本单位的代理。" \
		"go mod download failed: check the network, or point GOPROXY at a proxy you can reach."
	echo "$hash" >"$stamp"
}

# `npm ci` would be the command for this, but it refuses a lock that was written
# where the registry served no packages for other systems; so the lock is checked
# against package.json here and then installed as it stands.
# The stamp stands inside node_modules so that deleting the one deletes the other.
install_frontend() {
	local stamp=frontend/node_modules/.installed hash
	hash=$(cat frontend/package.json frontend/package-lock.json <(node -v) | sha256sum)
	same_as "$stamp" "$hash" && return
	say "安装界面依赖 installing the frontend's packages"
	node -e '
		const fs = require("fs"), read = (f) => JSON.parse(fs.readFileSync("frontend/" + f))
		const want = read("package.json"), lock = read("package-lock.json").packages[""]
		for (const part of ["dependencies", "devDependencies"])
			require("assert").deepStrictEqual(lock[part] ?? {}, want[part] ?? {})
	' || die \
		"frontend/package-lock.json 与 package.json 不一致。请在 frontend 目录运行 npm install 并提交锁文件。" \
		"The lock file does not match package.json: run npm install in frontend and commit the lock."
	# One small question first: without a network npm would retry for many minutes.
	{ timeout 60 npm view react version --prefer-offline --fetch-retries=1 >/dev/null 2>&1 &&
		npm install --prefix frontend --no-save --prefer-offline --no-audit --no-fund --loglevel=error; } || die \
		"界面依赖没有装上。请检查网络；内网可用 npm config set registry 指向本单位的镜像。" \
		"npm install failed: check the network, or set an npm registry you can reach."
	echo "$hash" >"$stamp"
}

# The command line tool of Wails has to be of the very version go.mod names.
install_wails() {
	local version
	version=$(wails_version)
	[ -x "$CACHE/wails-$version" ] && return
	say "安装 Wails 构建工具 installing the Wails command $version"
	GOBIN=$CACHE GOFLAGS='' go install "github.com/wailsapp/wails/v2/cmd/wails@$version" >"$CACHE/wails.log" 2>&1 || {
		tail -n 5 "$CACHE/wails.log" >&2
		die "Wails 构建工具没有装上（记录在 $CACHE/wails.log），请检查网络后再试。" \
			"Installing the Wails command failed, see the log: check the network, then try again."
	}
	mv "$CACHE/wails" "$CACHE/wails-$version"
}

check_tools
install_packages
download_modules
install_frontend
[ "$level" != test ] || install_wails
