/* compliance: the violations of a period, each with its rule and the rule's source. */
#include <string.h>

#include "base/hash.h"
#include "report/compliance.sql.h"
#include "report/tables.h"

enum { EVIDENCE = 23 };

/* The evidence itself, last of the columns, is left out: its hash stands in its place. */
static void add_hashed(struct cx_table *out, const struct cx_table *raw)
{
    cx_table_title(out, raw->title);
    cx_table_columns(out, raw->columns, raw->column_count);
    for (size_t i = 0; i < raw->row_count; i++) {
        struct cx_cell *cells = &raw->cells[i * raw->column_count];
        struct cx_hash hash;
        char hex[CX_HASH_TEXT];
        cx_hash_init(&hash);
        cx_hash_add(&hash, cells[EVIDENCE].text, strlen(cells[EVIDENCE].text));
        cx_hash_end(&hash, hex);
        cells[EVIDENCE] = cx_cell_text(hex);
        cx_table_keep(out, cells);
        cells[EVIDENCE] = CX_NULL_CELL;
    }
}

int make_violations(struct cx_table *out, struct cx_db *db, const struct cx_report_options *options,
                    struct cx_err *err)
{
    static const struct cx_column columns[] = {
        {"contact_id", "Contact", CX_CELL_TEXT, 0, false},
        {"at", "When", CX_CELL_TIME, 0, false},
        {"employee_id", "Employee", CX_CELL_TEXT, 0, false},
        {"employee", "Name", CX_CELL_TEXT, 0, false},
        {"team_id", "Team", CX_CELL_TEXT, 0, false},
        {"manager_id", "Manager", CX_CELL_TEXT, 0, false},
        {"account_id", "Account", CX_CELL_TEXT, 0, false},
        {"customer_id", "Customer", CX_CELL_TEXT, 0, false},
        {"customer", "Customer's name", CX_CELL_TEXT, 0, false},
        {"phone", "Phone", CX_CELL_TEXT, 0, false},
        {"channel", "Channel", CX_CELL_TEXT, 0, false},
        {"outcome", "Outcome", CX_CELL_TEXT, 0, false},
        {"found_by", "Found by", CX_CELL_TEXT, 0, false},
        {"rule_id", "Rule", CX_CELL_TEXT, 0, false},
        {"rule", "What it forbids", CX_CELL_TEXT, 0, false},
        {"value", "Its figure or phrase", CX_CELL_TEXT, 0, false},
        {"source", "Where it stands", CX_CELL_TEXT, 0, false},
        {"severity", "Severity", CX_CELL_TEXT, 0, false},
        {"words", "Words", CX_CELL_TEXT, 0, false},
        {"state", "State", CX_CELL_TEXT, 0, false},
        {"reviewer", "Reviewer", CX_CELL_TEXT, 0, false},
        {"reviewed_at", "Reviewed", CX_CELL_TIME, 0, false},
        {"former", "Former rule, until", CX_CELL_TIME, 0, false},
        {"evidence", "SHA-256 of the evidence", CX_CELL_TEXT, 0, false},
    };
    struct cx_table *raw = cx_table_new(NULL);
    int rc = report_sql(raw, db, "Violations", SQL_violations, columns,
                        sizeof columns / sizeof *columns, options, err);
    if (rc == 0)
        add_hashed(out, raw);
    cx_table_free(raw);
    return rc;
}

REPORT(report_compliance)
{
    return make_violations(out, db, options, err);
}
