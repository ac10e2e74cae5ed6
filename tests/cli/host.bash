# A shared host for tests: a mount namespace in which /etc has users of its own, sudo knows them, and
# /srv holds the programs and the database of the account cx. Nothing outside changes.
# shellcheck shell=bash

HOST_PEOPLE=(cora lena anna otto petra adam nobody_here gone)

host_skip() {
    ((EUID == 0)) || skip "only root can make users for sudo"
    skip_without sudo sudo
    skip_without setpriv util-linux
    unshare --mount true 2>/dev/null || skip "no mount namespace can be made here"
}

# host_open FOLDER: FOLDER holds what is laid over /etc. Sets HOST_PID.
host_open() {
    local etc=$1 id=4900 name
    mkdir -p "$etc"
    cp /etc/passwd /etc/group /etc/shadow "$etc"
    echo "cx:x:$id:$id::/srv/cx:/bin/sh" >>"$etc/passwd"
    echo 'cx:*:20000:0:99999:7:::' >>"$etc/shadow"
    printf '%s\n' "cx:x:$id:" "cxusers:x:4800:$(IFS=, && echo "${HOST_PEOPLE[*]}")" >>"$etc/group"
    for name in "${HOST_PEOPLE[@]}"; do
        id=$((id + 1))
        echo "$name:x:$id:$id::/srv/home/$name:/bin/sh" >>"$etc/passwd"
        echo "$name:*:20000:0:99999:7:::" >>"$etc/shadow"
        echo "$name:x:$id:" >>"$etc/group"
    done
    chmod 640 "$etc/shadow"
    sed 's,@CMAKE_INSTALL_FULL_BINDIR@,/srv/bin,g' "$CX_SOURCE/packaging/sudoers.in" >"$etc/sudoers"
    chmod 440 "$etc/sudoers"
    unshare --mount --propagation private sleep 1000 3>&- &
    HOST_PID=$!
    until [[ $(readlink "/proc/$HOST_PID/ns/mnt") != "$(readlink /proc/self/ns/mnt)" ]]; do sleep 0.01; done
    host_root bash -euc '
        for file in passwd group shadow sudoers; do mount --bind "$1/$file" "/etc/$file"; done
        mount -t tmpfs -o mode=755 tmpfs /srv
        mkdir /srv/bin /srv/cx /srv/home /srv/shared
        cp "$2"/cx-* /srv/bin
        chmod 755 /srv/bin/*
        chmod 1777 /srv/shared
        chown cx:cx /srv/cx
        chmod 711 /srv/cx
        shift 2
        ln -s ../cx /srv/home/cx
        for name; do mkdir -m 755 "/srv/home/$name"; chown "$name" "/srv/home/$name"; done
        ' bash "$etc" "$CX_BIN" "${HOST_PEOPLE[@]}"
}

host_close() {
    kill "$HOST_PID" 2>/dev/null || true
    wait "$HOST_PID" 2>/dev/null || true
}

# host_root COMMAND...: in the namespace.
host_root() {
    nsenter --mount="/proc/$HOST_PID/ns/mnt" -- "$@"
}

# host_user NAME COMMAND...: as a user of it, in their home, with the environment of a login. Variables
# may stand before the command.
host_user() {
    host_root setpriv --reuid="$1" --regid="$1" --init-groups --bounding-set=-all,+setuid,+setgid,+audit_write,+dac_override,+dac_read_search,+chown,+fowner,+kill,+sys_resource \
        env -i -C "/srv/home/$1" PATH=/usr/local/bin:/usr/bin:/bin HOME="/srv/home/$1" LC_ALL=C.UTF-8 TERM=dumb "${@:2}"
}

# as NAME PROGRAM ARGUMENT...: what the person types on the shared host.
as() {
    host_user "$1" sudo -n -u cx "/srv/bin/cx-$2" "${@:3}"
}

# owner PROGRAM ARGUMENT...: the account itself, as cron runs it.
owner() {
    host_user cx "/srv/bin/cx-$1" -d /srv/cx/cx.db "${@:2}"
}
