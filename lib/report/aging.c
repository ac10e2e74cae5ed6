/* aging: what is owed, by days past due. */
#include "report/aging.sql.h"
#include "report/reports.h"

REPORT(report_aging)
{
    static const struct cx_column columns[] = {
        {"bucket", "Days past due", CX_CELL_TEXT, 0, false},
        {"accounts", "Accounts", CX_CELL_NUMBER, 0, true},
        {"balance", "Balance", CX_CELL_MONEY, 2, true},
    };
    return report_sql(db, SQL_aging, columns, sizeof columns / sizeof *columns, options, stream,
                      format, render, err);
}
