# Completion of the cx programs in fish. The programs know what can follow: PROGRAM --complete WORD...
function __cx_complete
    set -l words (commandline -opc)
    $words[1] --complete $words[2..-1] (commandline -ct) 2>/dev/null
end
for program in cx-import cx-assign cx-score cx-bonus cx-report
    complete -c $program -a '(__cx_complete)'
end
