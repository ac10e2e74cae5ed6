/* Rows as typed cells, in batches. */
#include "import/intake.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "files.h"
#include "store/id.h"
#include "unit.h"

static struct cx_db *db;
static struct cx_err err;

/* An intake over a file of payments. */
static void open_intake(struct intake *intake, int *fd, const char *text)
{
    static const char *const columns[] = {"payment_id", "account_id", "paid_at",
                                          "amount",     "channel",    "reverses"};
    const struct cx_kind *kind = cx_kind_find("payments", 8);
    FILE *file = tmpfile();
    fputs(text, file);
    fflush(file);
    *fd = dup(fileno(file));
    fclose(file);
    lseek(*fd, 0, SEEK_SET);
    ck_assert_uint_eq(kind->count, sizeof columns / sizeof *columns);
    *intake = (struct intake){.name = "payments.csv",
                              .kind = kind,
                              .raw_delimiter = ';',
                              .db = db,
                              .sources = calloc(kind->count, sizeof *intake->sources),
                              .present = calloc(kind->count, sizeof *intake->present),
                              .id_hints = calloc(kind->count, sizeof *intake->id_hints),
                              .keep_raw = true};
    ck_assert_msg(cx_book_open(&intake->reader, *fd, "payments.csv", NULL, NULL, &err) == 0, "%s",
                  err.text);
    ck_assert_msg(find_sources(intake, &err) == 0, "%s", err.text);
}

START_TEST(cells_are_typed_and_faults_named)
{
    struct intake intake;
    struct batch batch;
    int64_t id;
    int fd;
    ck_assert_int_eq(cx_db_open(&db, NULL, CX_DB_CREATE, &err), 0);
    ck_assert_int_eq(cx_id_add(&id, db, "P001", 4, &err), 0);
    open_intake(&intake, &fd,
                "payment_id,account_id,paid_at,amount\nP002,A1,2026-10-01,12.50\n"
                "P003,A1,2026-10-01,12x\nP004,A1\n");
    batch_init(&batch, intake.kind);
    ck_assert_int_eq(intake_fill(&intake, &batch, &err), 3);
    const struct batch_row *row = &batch.rows[0];
    ck_assert_ptr_null(row->fault);
    ck_assert_int_eq(row->line, 2);
    ck_assert_int_eq(row->cells[0].n, (2 << 9) + (id & 511)); /* P### is known: packed */
    ck_assert_ptr_null(row->cells[0].text);
    ck_assert_str_eq(row->cells[1].text, "A1"); /* A# is not: to be looked up */
    ck_assert_int_eq(row->cells[3].n, 1250);
    ck_assert(row->cells[5].null);
    ck_assert_str_eq(row->raw, "2;P002;A1;2026-10-01;12.50");
    ck_assert_int_eq(batch.rows[1].fault_column, 3);
    ck_assert_str_eq(batch.rows[1].fault, "\"12x\" is not an amount of money");
    ck_assert_int_eq(batch.rows[2].fault_column, -1);
    ck_assert_str_eq(batch.rows[2].fault, "has 2 fields, the header has 4");
    ck_assert_int_eq(intake_fill(&intake, &batch, &err), 0);
    batch_fini(&batch);
    intake_fini(&intake);
    close(fd);
    cx_db_close(db);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, cells_are_typed_and_faults_named);
}

UNIT_MAIN("intake")
