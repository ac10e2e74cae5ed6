# A clean Debian 12 in a folder, for the scripts here; they source this.
# shellcheck shell=bash

step() {
    printf '%4d s  %s\n' $SECONDS "$*"
}

# clean_debian: makes it, in $root, which goes when the script ends. Needs root.
clean_debian() {
    root=$(mktemp -d)
    trap umount_all EXIT
    chmod 755 "$root"
    debootstrap --variant=minbase bookworm "$root" >"$root.log" 2>&1 || { tail "$root.log"; exit 1; }
    rm -f "$root.log"
    mount -t proc proc "$root/proc"
    mount -t devpts -o newinstance,ptmxmode=0666 devpts "$root/dev/pts" # terminals, for script(1)
    cp /etc/resolv.conf "$root/etc/" 2>/dev/null || true
    cp /etc/apt/apt.conf.d/* "$root/etc/apt/apt.conf.d/" 2>/dev/null || true
}

umount_all() {
    umount "$root/dev/pts" "$root/proc" 2>/dev/null || true
    rm -rf --one-file-system "$root"
}

inside() {
    chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 DEBIAN_FRONTEND=noninteractive HOME=/root "$@"
}
