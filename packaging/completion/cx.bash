# Completion of the cx programs in bash. The programs know what can follow: PROGRAM --complete WORD...
# shellcheck shell=bash
_cx() {
    local line=${COMP_LINE:0:COMP_POINT} words word lead
    read -ra words <<<"$line"
    [[ $line != *[[:space:]] ]] || words+=('')
    word=${words[-1]}
    # bash completes what follows the last = by itself
    [[ $word == *=* ]] && lead=${word%"${word##*=}"} || lead=''
    COMPREPLY=()
    while IFS=$'\t' read -r word _; do
        COMPREPLY+=("${word#"$lead"}")
    done < <("${words[0]}" --complete "${words[@]:1}" 2>/dev/null)
    [[ ${#COMPREPLY[@]} != 1 || ${COMPREPLY[0]} != *= ]] || compopt -o nospace
}
complete -o default -F _cx cx-import cx-assign cx-score cx-bonus cx-report
