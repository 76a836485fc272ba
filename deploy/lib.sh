# shellcheck shell=bash
# What serve, quickstart and test share. Sourced, never run.

# Debian keeps nginx in sbin, which is not in everybody's PATH.
PATH=$PATH:/usr/sbin:/sbin

say() { printf '%s\n' "$*" >&2; }

die() {
    say "${0##*/}: $*"
    exit 1
}

# require_packages [--stopped] WHAT[:PACKAGE]...: installs the Debian package that brings each missing WHAT, a command or a
# pattern of absolute paths. Asks apt only when something is missing: a machine that has all needs neither root nor network.
# --stopped: Debian starts none of the servers among them.
require_packages() {
    local need missing=() around=()
    [[ ${1-} != --stopped ]] || { around=(with_nothing_started) && shift; }
    for need in "$@"; do
        have "${need%%:*}" || missing+=("${need#*:}")
    done
    ((${#missing[@]} == 0)) && return
    have apt-get || die "install these first, there is no apt-get here to do it: ${missing[*]}"
    ((EUID == 0)) || have sudo || die "run this as root, then try again: apt-get install ${missing[*]}"
    say "Installing with apt-get: ${missing[*]}"
    as_root apt-get update -qq
    "${around[@]}" as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
        -o DPkg::Lock::Timeout=120 -o Dpkg::Use-Pty=0 "${missing[@]}"
}

# with_nothing_started COMMAND...: Debian starts the servers that it installs, unless a policy says no.
with_nothing_started() {
    local policy=/usr/sbin/policy-rc.d status=0
    if [[ -e $policy ]]; then
        "$@"
        return
    fi
    # shellcheck disable=SC2016 # the inner shell expands this
    as_root sh -c 'printf "#!/bin/sh\nexit 101\n" >"$0" && chmod 755 "$0"' "$policy"
    ("$@") || status=$?
    as_root rm "$policy"
    return "$status"
}

# install_python_tools NAME==VERSION...: into .build/venv, unless they are there. By Debian's own Python, whatever else is in
# PATH: python3-venv belongs to it.
install_python_tools() {
    [[ -x .build/venv/bin/python3 ]] || /usr/bin/python3 -m venv .build/venv
    .build/venv/bin/pip install --quiet --disable-pip-version-check "$@" </dev/null
}

have() {
    case $1 in
        /*) compgen -G "$1" >/dev/null ;;
        *) command -v "$1" >/dev/null ;;
    esac
}

# apt must not read what the caller has on standard input, nor mix its chatter into the caller's standard output.
as_root() {
    local sudo=()
    ((EUID == 0)) || sudo=(sudo)
    "${sudo[@]}" "$@" </dev/null >&2 || die "this failed: ${sudo[*]} $*"
}

# What building needs besides Swift, for require_packages.
needed_to_build=(
    git pkg-config g++ /usr/include/fcgiapp.h:libfcgi-dev
    /usr/include/idn2.h:libidn2-dev "/usr/lib/*/libunistring.a:libunistring-dev"
    /etc/ssl/certs/ca-certificates.crt:ca-certificates
    # Swift's own package manager loads these.
    "/usr/lib/*/libncurses.so.6:libncurses6" "/usr/lib/*/libsqlite3.so.0:libsqlite3-0" "/usr/lib/*/libxml2.so.2:libxml2"
)
# What building and running need.
# shellcheck disable=SC2034 # the scripts that source this use it
needed_to_run=("${needed_to_build[@]}" curl jq spawn-fcgi multiwatch nginx:nginx-light)

require_swift() {
    local wanted=6.3 version
    have swift || die "no swift in PATH; install Swift $wanted from https://www.swift.org/install/linux/"
    version=$(swift package --version 2>/dev/null | sed -n 's/.* Swift \([0-9.]*[0-9]\).*/\1/p') || version=
    [[ -n $version ]] || die "swift does not run here; try: swift package --version"
    [[ $(printf '%s\n' "$wanted" "$version" | sort -V | head -n 1) == "$wanted" ]] ||
        die "Swift $version is too old; install $wanted or newer from https://www.swift.org/install/linux/"
}

# Swift's cache of modules has the path of the checkout in it, and fails every build ("missing required module 'SwiftShims'")
# once that was moved or copied.
forget_moved_modules() {
    local mark=.build/built-in
    mkdir -p .build
    [[ $(cat "$mark" 2>/dev/null) == "$PWD" ]] || rm -rf .build/*/{debug,release}/ModuleCache
    echo "$PWD" >"$mark"
}

# The two programs, with the Swift runtime inside: a handler starts faster, and it runs where no Swift is installed.
build_release() {
    local product
    forget_moved_modules
    for product in invite-fcgi invitectl; do
        swift build -c release --product "$product" </dev/null >&2
    done
}

is_port() { [[ $1 =~ ^[1-9][0-9]{0,4}$ ]] && (($1 < 65536)); }

port_is_busy() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

require_free_port() {
    if port_is_busy "$1"; then
        die "port $1 of 127.0.0.1 is in use; choose another one with --port"
    fi
}

# Below the range from which the kernel takes ports for outgoing connections.
free_port() {
    local port
    while :; do
        port=$((20000 + RANDOM % 12000))
        port_is_busy "$port" || break
    done
    echo "$port"
}

# start_server ARGUMENTS...: runs deploy/serve in the background and returns when it answers.
# setpriv: when the caller is killed, the kernel ends serve, and serve ends the rest.
SERVER_PID=
start_server() {
    local serve ready
    serve=$(dirname "${BASH_SOURCE[0]}")/serve
    exec {ready}< <(exec setpriv --pdeathsig TERM "$serve" "$@")
    SERVER_PID=$!
    if ! read -r _ <&"$ready"; then
        wait "$SERVER_PID" || true
        SERVER_PID=
        return 1
    fi
    exec {ready}<&-
}

stop_server() {
    [[ -n $SERVER_PID ]] || return 0
    kill -TERM "$SERVER_PID" 2>/dev/null || true
    wait "$SERVER_PID" || true
    SERVER_PID=
}
