# Whether a sheet as sheet.awk shows it has the cells of a TSV file, and numbers where that has
# numbers: awk -f same-cells.awk SHEET TSV. The sheet has titles, and a row of sums, beyond it.
BEGIN { FS = "\t" }
function serial(date,    of, y, m, era, yoe, doy) { # days since 1899-12-30
    split(date, of, "-")
    y = of[1] - (of[2] <= 2)
    m = of[2] + (of[2] > 2 ? -3 : 9)
    era = int(y / 400)
    yoe = y - era * 400
    doy = int((153 * m + 2) / 5) + of[3] - 1
    return era * 146097 + yoe * 365 + int(yoe / 4) - int(yoe / 100) + doy - 693899
}
function wrong(column, cell, wanted) {
    printf "row %d, column %d: %s, not %s\n", FNR, column, cell, wanted
    faults++
}
FNR == NR {
    sheet[FNR] = $0
    next
}
FNR > 1 {
    split(sheet[FNR], cells, FS)
    for (i = 1; i <= NF; i++) {
        seen += $i != ""
        if ($i ~ /^[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]$/) {
            if (cells[i] != serial($i))
                wrong(i, cells[i], serial($i) " for " $i)
        } else if ($i ~ /^-?[0-9]+(\.[0-9]+)?$/) {
            if (cells[i] !~ /^-?[0-9.]+(E[-+]?[0-9]+)?$/ || cells[i] - $i > 1e-9 || $i - cells[i] > 1e-9)
                wrong(i, cells[i], $i)
        } else if (cells[i] != ($i == "" ? "" : "\"" $i)) {
            wrong(i, cells[i], $i)
        }
        delete cells[i]
    }
}
END {
    if (seen < 100)
        wrong(0, seen " cells", "all of them")
    exit faults > 0
}
