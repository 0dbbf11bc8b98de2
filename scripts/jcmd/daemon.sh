# What the scripts beside it share: the JDK's tools, and the daemon that is meant. Sourced by them.
# shellcheck shell=bash
set -euo pipefail

me=${0##*/}
here=$(cd "$(dirname "$(readlink -f "$0")")" && pwd)
main_class=org.ttflight.daemon.Main

fail() {
  echo "$me: $1" >&2
  exit "${2:-1}"
}

wrong() {
  fail "$1"$'\n'"  try: $me --help" 2
}

# Prints the comment at the top of the script.
help() {
  sed -n '2,/^[^#]/{/^#/!d;s/^# \{0,1\}//;p}' "$0"
  exit 0
}

# Prints the path of a tool of the JDK; a JRE has none.
jdk_tool() {
  local beside candidate
  if [ -n "${JAVA_HOME:-}" ] && [ -x "$JAVA_HOME/bin/$1" ]; then
    echo "$JAVA_HOME/bin/$1"
  elif command -v "$1"; then
    return
  else
    beside=$(dirname "$(readlink -f "$(command -v java || echo /)")")
    for candidate in "$beside/$1" /usr/lib/jvm/*/bin/"$1"; do
      if [ -x "$candidate" ]; then
        echo "$candidate"
        return
      fi
    done
    fail "no $1 here: it is part of the JDK, not of a JRE
  install one (apt-get install openjdk-17-jdk-headless), or set JAVA_HOME to one that is there"
  fi
}

# Prints pid and command line of each daemon that this user may see.
daemons() {
  local jcmd
  jcmd=$(jdk_tool jcmd) || exit 1
  "$jcmd" -l | grep -F " $main_class" | sed "s/ ${main_class//./\\.}/ tt-flight serve/" ||
    true
}

# Sets pid: that of the argument, or that of the only daemon.
find_daemon() {
  local all hidden owner
  if [ -n "${1:-}" ]; then
    case $1 in
      *[!0-9]*) wrong "'$1' is no pid" ;;
    esac
    pid=$1
    [ -d "/proc/$pid" ] || fail "there is no process $pid; $here/daemons lists the daemons"
  else
    all=$(daemons)
    case $(grep -c . <<<"$all" || true) in
      0)
        hidden=$(pgrep -d ' ' -f "[ ]${main_class//./\\.}( |$)" || true)
        [ -z "$hidden" ] || fail "jcmd -l shows no daemon to user $(id -un), but there is one: pid $hidden
  run this as its user or as root: sudo $0 …; in a container, run it in there"
        fail "no daemon runs; start one: tt-flight serve"
        ;;
      1) pid=${all%% *} ;;
      *) fail "there are several daemons; name one by its pid:"$'\n'"$all" 2 ;;
    esac
  fi
  owner=$(stat -c %U "/proc/$pid")
  [ "$(stat -c %u "/proc/$pid")" = "$(id -u)" ] || [ "$(id -u)" -eq 0 ] ||
    fail "process $pid is of user $owner, and the JVM lets only that user and root in
  try: sudo -u $owner $0 …"
}

# Runs a command of jcmd; what comes first is the pid, which says nothing new.
ask() {
  local answer jcmd
  jcmd=$(jdk_tool jcmd) || exit 1
  answer=$("$jcmd" "$pid" "$@" 2>&1) || fail "jcmd $pid $*: $answer"
  sed 1d <<<"$answer"
}

# Prints an absolute path for a file to write; the daemon writes it, and its directory is another.
absolute() {
  local file
  file=$(realpath -m -- "$1")
  case $file in
    *[[:space:],]*) fail "jcmd cannot take a path with blanks or commas: $file" 2 ;;
  esac
  [ -d "$(dirname "$file")" ] || fail "there is no directory $(dirname "$file")"
  echo "$file"
}

# Says where the recording is, or why it is not there.
check_written() {
  [ -s "$1" ] && {
    echo "$1"
    return
  }
  fail "nothing was written to $1
  the daemon's user ($(stat -c %U "/proc/$pid")) must be able to write there; under systemd with
  PrivateTmp its /tmp is another. jcmd says:
$2"
}
