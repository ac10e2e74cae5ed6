# scripts/install-packages, with programs of Debian's that note what they are asked.

load helper

setup() {
    start
    mkdir bin
    printf '#!/bin/bash\n[[ $* != *gcc* ]] || printf installed\n' >bin/dpkg-query
    printf '#!/bin/bash\necho "$*" >>"%s/asked"\n' "$PWD" >bin/apt-get
    printf '#!/bin/bash\nshift\nexec env "$@"\n' >bin/sudo
    chmod +x bin/*
    export PATH=$PWD/bin:$PATH
}

@test "what is missing is installed, after another run of apt has ended" {
    run --separate-stderr "$CX_SOURCE/scripts/install-packages" build
    expect 0 'Packages: installing libc6-dev cmake *' ''
    equal "$(head -1 asked)" '-q update'
    [[ $(tail -1 asked) == '-q -y -o DPkg::Lock::Timeout=600 install --no-install-recommends libc6-dev cmake '* ]]
    [[ $(<asked) != *gcc* && $(<asked) != *bats* ]]
}

@test "a list that can't be read is not one that is installed" {
    cp "$CX_SOURCE/scripts/install-packages" .
    run --separate-stderr ./install-packages test
    expect 3 '' '*install-packages: ./packages: names no packages'
}
