/* audit: who did what, when, from which file. */
#include "report/audit.sql.h"
#include "report/reports.h"

REPORT(report_audit)
{
    static const struct cx_column columns[] = {
        {"seq", "No.", CX_CELL_NUMBER, 0, false},
        {"at", "When", CX_CELL_TIME, 0, false},
        {"user", "Who", CX_CELL_TEXT, 0, false},
        {"program", "Program", CX_CELL_TEXT, 0, false},
        {"version", "Version", CX_CELL_TEXT, 0, false},
        {"arguments", "Command", CX_CELL_TEXT, 0, false},
        {"files", "Files", CX_CELL_TEXT, 0, false},
        {"hash", "Hash", CX_CELL_TEXT, 0, false},
        {"clock", "Clock", CX_CELL_TIME, 0, false},
    };
    struct cx_report_options all = *options;
    if (!options->has_period) { /* the log is short: all of it */
        all.period.from = -1000000;
        all.period.to = 1000000;
    }
    return report_sql(out, db, "Audit log", SQL_audit_log, columns,
                      sizeof columns / sizeof *columns, &all, err);
}
