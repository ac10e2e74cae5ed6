#include "parts/head.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/hash.h"
#include "base/mem.h"
#include "base/spool.h"
#include "csv/reader.h"
#include "fact/stale.h"
#include "parts/head.sql.h"
#include "parts/merge.h"
#include "past/days.h"
#include "render/render.h"
#include "store/audit.h"

static int put(struct cx_db *db, const struct cx_period *period, int64_t now, const char *stream,
               struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    const struct cx_period before = cx_period_before(period);
    int rc = cx_stmt_new(&stmt, db, SQL_keep, err);
    if (rc < 0)
        return rc;
    cx_stmt_bind_text(stmt, 1, period->name);
    cx_stmt_bind_text(stmt, 2, before.name);
    cx_stmt_bind_int(stmt, 3, now);
    cx_stmt_bind_text(stmt, 4, stream);
    rc = cx_stmt_run(stmt, err);
    cx_stmt_free(stmt);
    return rc;
}

/* The audit log has the stream as it has files that are imported. */
static int note(struct cx_db *db, const struct cx_period *period, const struct cx_buf *stream,
                const struct cx_keeping *keeping, struct cx_err *err)
{
    struct cx_hash hash;
    struct cx_buf files = {0};
    char hex[CX_HASH_TEXT];
    cx_hash_init(&hash);
    cx_hash_add(&hash, stream->data, stream->len);
    cx_hash_end(&hash, hex);
    cx_buf_printf(&files, "sums of %s %s 1\n", period->name, hex);
    const struct cx_audit audit = {keeping->now, "cx-score", keeping->arguments,
                                   cx_buf_str(&files)};
    int rc = cx_audit_add(db, &audit, err);
    cx_buf_fini(&files);
    return rc;
}

static int keep(struct cx_db *db, const struct cx_period *period, struct cx_merge *merge,
                const struct cx_keeping *keeping, struct cx_err *err)
{
    struct cx_buf stream = {0};
    struct cx_table *table = cx_table_into(&stream, CX_FORMAT_CSV);
    int rc = cx_partial_table(table, db, period, merge, err);
    if (rc == 0)
        rc = cx_merge_check(merge, err);
    if (rc == 0)
        rc = cx_table_end(table, err);
    cx_table_free(table);
    if (rc == 0)
        rc = put(db, period, keeping->now, cx_buf_str(&stream), err);
    if (rc == 0)
        rc = cx_stale_sealed(db, cx_period_before(period).from, err);
    if (rc == 0)
        rc = note(db, period, &stream, keeping, err);
    cx_buf_fini(&stream);
    return rc;
}

int cx_head_keep(struct cx_db *db, const struct cx_period *period, struct cx_merge *merge,
                 const struct cx_keeping *keeping, struct cx_err *err)
{
    int rc = cx_part_is_head(db, err);
    if (rc == 0)
        return cx_err_set(err, CX_EDATA,
                          "only a head's database keeps what parts add up to: cx-import --part=0/N "
                          "makes one of N parts");
    if (rc == 1)
        rc = cx_db_begin(db, err);
    if (rc == 0)
        rc = keep(db, period, merge, keeping, err);
    if (rc == 0 && !keeping->dry_run)
        rc = cx_db_commit(db, err);
    cx_db_rollback(db);
    return rc < 0 ? rc : 0;
}

static int check_time(const struct cx_db *db, const struct cx_period *period, int64_t merged_at,
                      struct cx_err *err)
{
    char day[CX_DATE_TEXT];
    cx_date merged = cx_date_of(merged_at);
    if (merged >= period->to || cx_db_today(db) < period->to)
        return 0;
    return cx_err_set(err, CX_EDATA,
                      "the sums of %s were merged on %s, before it was over: merge those of the "
                      "parts again, with cx-score -p %s --merge --keep",
                      period->name, cx_date_format(day, merged), period->name);
}

/* Reads what is kept: sums of two periods, the second being the one before. */
static int read_stream(struct cx_sums **out, const char *text, const struct cx_plan *plan,
                       const struct cx_org *org, const struct cx_period *period, struct cx_err *err)
{
    const struct cx_period periods[] = {*period, cx_period_before(period)};
    struct cx_merge *merge = NULL;
    int rc = cx_merge_text(&merge, text, "the sums that the head keeps", err);
    if (rc == 0)
        rc = cx_merge_sums(out, merge, plan, org, periods, 2, err);
    cx_merge_free(merge);
    return rc;
}

/* Copies the kept sums of one period to their place. */
static int take(struct cx_sums *sums, size_t at, struct cx_stmt *stmt, const struct cx_plan *plan,
                const struct cx_org *org, const struct cx_period *asked, struct cx_err *err)
{
    struct cx_sums *kept = NULL;
    struct cx_period period;
    size_t size = sums->subject_count * sums->measure_count;
    int rc = cx_period_parse(&period, cx_stmt_text(stmt, 0), 0, err);
    if (rc == 0)
        rc = read_stream(&kept, cx_stmt_text(stmt, 2), plan, org, &period, err);
    if (rc == 0) {
        size_t from = strcmp(period.name, asked->name) == 0 ? 0 : 1;
        memcpy(sums->values + at * size, kept->values + from * size, size * sizeof *sums->values);
    }
    cx_sums_free(kept);
    return rc;
}

/* What lies ahead has no sums yet. */
static int find(struct cx_sums *sums, size_t at, struct cx_db *db, const struct cx_plan *plan,
                const struct cx_org *org, const struct cx_period *period, struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    int rc = cx_stmt_new(&stmt, db, SQL_kept, err);
    if (rc < 0)
        return rc;
    cx_stmt_bind_text(stmt, 1, period->name);
    rc = cx_stmt_step(stmt, err);
    if (rc == 0 && period->from <= cx_db_today(db))
        rc = cx_err_set(err, CX_EDATA,
                        "the head has no sums of %s: merge those of the parts, with cx-score -p %s "
                        "--merge --keep",
                        period->name, period->name);
    else if (rc == 1)
        rc = check_time(db, period, cx_stmt_int(stmt, 1), err);
    if (rc == 0)
        rc = take(sums, at, stmt, plan, org, period, err);
    cx_stmt_free(stmt);
    return rc;
}

int cx_head_sums(struct cx_sums **out, struct cx_db *db, const struct cx_plan *plan,
                 const struct cx_org *org, const struct cx_period *periods, size_t count,
                 struct cx_err *err)
{
    struct cx_sums *sums = cx_sums_new(plan, org, count);
    int rc = 0;
    for (size_t i = 0; rc == 0 && i < count; i++)
        rc = find(sums, i, db, plan, org, &periods[i], err);
    if (rc < 0) {
        cx_sums_free(sums);
        return rc;
    }
    *out = sums;
    return 0;
}

static int read_begun(cx_date *day, const char *text, struct cx_err *err)
{
    static const char name[] = "the sums that the head keeps";
    enum { LEVEL = 1, SUBJECT = 2 };
    struct cx_csv_reader *reader = NULL;
    struct cx_csv_row row;
    int fd = cx_spool_bytes(text, strlen(text), name, err);
    int rc = fd < 0 ? fd : cx_csv_open(&reader, fd, name, NULL, err);
    while (rc == 0 && (rc = cx_csv_next(reader, &row, err)) == 1) {
        rc = 0;
        if (!row.fault && strcmp(row.fields[LEVEL].s, "begun") == 0)
            cx_date_parse(day, row.fields[SUBJECT].s, row.fields[SUBJECT].n, CX_ORDER_YMD);
    }
    cx_csv_free(reader);
    if (fd >= 0)
        close(fd);
    return rc;
}

int cx_head_first_event(cx_date *day, struct cx_db *db, struct cx_err *err)
{
    char *stream = NULL;
    int is_head = cx_part_is_head(db, err);
    if (is_head <= 0)
        return is_head < 0 ? is_head : cx_days_first_event(day, db, err);
    *day = CX_DATE_NONE;
    int rc = cx_db_get_text(&stream, db, SQL_kept_last, NULL, err);
    if (rc == 0 && stream)
        rc = read_begun(day, stream, err);
    free(stream);
    return rc;
}
