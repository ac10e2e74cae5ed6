/* Private to report/: what the reports are made of. */
#ifndef CX_REPORT_REPORTS_H
#define CX_REPORT_REPORTS_H

#include "render/render.h"
#include "report/report.h"
#include "score/score.h"
#include "store/rows.h"

#define REPORT(name)                                                                               \
    int name(struct cx_table *out, struct cx_db *db, struct cx_report_options *options,            \
             struct cx_err *err)

REPORT(report_account);
REPORT(report_aging);
REPORT(report_alerts);
REPORT(report_audit);
REPORT(report_channel);
REPORT(report_compliance);
REPORT(report_customer);
REPORT(report_customers);
REPORT(report_progress);
REPORT(report_promotion);
REPORT(report_ranking);
REPORT(report_skills);
REPORT(report_team);
REPORT(report_training);
REPORT(report_trend);
int report_dashboard(struct cx_buf *page, struct cx_db *db, struct cx_report_options *options,
                     struct cx_err *err);
int report_workbook(struct cx_tables *out, struct cx_db *db, struct cx_report_options *options,
                    struct cx_err *err);

/* The rows of one statement, bound to ?1 the period's first day, ?2 the day after its last and ?3
 * now, as columns say: of a text column the text, of the others the integer. */
int report_sql(struct cx_table *out, struct cx_db *db, const char *title, const char *sql,
               const struct cx_column *columns, size_t count,
               const struct cx_report_options *options, struct cx_err *err);

/* The same, with ?4 bound to an id, of a customer (?5: 1) or of something else. */
int report_sql_of(struct cx_table *out, struct cx_db *db, const char *title, const char *sql,
                  const struct cx_column *columns, size_t count,
                  const struct cx_report_options *options, int64_t subject, bool of_customer,
                  struct cx_err *err);

/* Registers what SQL of reports may call: store/shown.h, and
 * word('contacts.outcome', n), the word of a choice;
 * mask_name(x), mask_phone(x), mask_text(x, name, phone, person): personal data, masked unless the
 * options say otherwise. */
int report_functions(struct cx_db *db, const struct cx_report_options *options, struct cx_err *err);

/* A value in a page, in few signs; a dash where there is none. */
void report_figure(struct cx_buf *page, int64_t value, const struct cx_quantity *of, int decimals);
/* A value as published: empty where there is none, with so many decimals (-1: the column's). */
struct cx_cell report_cell(int64_t value, int decimals);
/* The type of a column that shows a quantity's values. */
enum cx_cell_type report_type(const struct cx_quantity *quantity);
struct cx_cell report_value(int64_t value, const struct cx_quantity *quantity); /* as published */
struct cx_cell report_percent(int64_t value, int decimals);                     /* a part of 1 */
/* A value of millionths, such as a target, with the decimals of the quantity that it is of. */
struct cx_cell report_millionths(int64_t value, const struct cx_quantity *quantity);
/* a / b with so many decimals, where a and b have the decimals given; CX_NO_VALUE where b is 0 or
 * either is CX_NO_VALUE. */
int64_t report_share(int64_t a, int a_decimals, int64_t b, int b_decimals, int decimals);
/* Of a person's posts in the period the one that lasted longest; NULL: they had none. */
const struct cx_post_score *report_main_post(const struct cx_scores *scores, int person);
/* The quantity that --by names, or fallback where it names none; CX_EUSAGE: the plan has none. */
int report_by(int *quantity, const struct cx_plan *plan, const struct cx_report_options *options,
              int fallback, struct cx_err *err);

#endif
