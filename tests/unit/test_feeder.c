/* Batches read ahead by a thread: all of them, in order, and no hang when the taker stops early. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "import/intake.h"
#include "unit.h"

#define ROWS 10000 /* more than the ring of batches holds */

static struct cx_err err;

static void open_intake(struct intake *intake, int *fd, const char *last_line)
{
    const struct cx_kind *kind = cx_kind_find("holidays", 8);
    FILE *file = tmpfile();
    fputs("day,name\n", file);
    for (int i = 0; i < ROWS; i++)
        fprintf(file, "2026-10-%02d,n%d\n", 1 + i % 31, i);
    fputs(last_line, file);
    fflush(file);
    *fd = dup(fileno(file));
    fclose(file);
    lseek(*fd, 0, SEEK_SET);
    *intake = (struct intake){.name = "holidays.csv",
                              .kind = kind,
                              .sources = calloc(kind->count, sizeof *intake->sources),
                              .present = calloc(kind->count, sizeof *intake->present),
                              .id_hints = calloc(kind->count, sizeof *intake->id_hints),
                              .transcript = -1};
    ck_assert_msg(cx_book_open(&intake->reader, *fd, "holidays.csv", NULL, NULL, &err) == 0, "%s",
                  err.text);
    ck_assert_msg(find_sources(intake, &err) == 0, "%s", err.text);
}

START_TEST(all_rows_in_order)
{
    struct intake intake;
    struct feeder *feeder = NULL;
    int fd, rc, seen = 0;
    open_intake(&intake, &fd, "");
    ck_assert_int_eq(feeder_start(&feeder, &intake, &err), 0);
    for (struct batch *batch; (batch = feeder_next(feeder, &rc, &err));) {
        for (size_t i = 0; i < batch->count; i++, seen++) {
            char name[16];
            snprintf(name, sizeof name, "n%d", seen);
            ck_assert_str_eq(batch->rows[i].cells[1].text, name);
            ck_assert_int_eq(batch->rows[i].line, seen + 2);
        }
    }
    ck_assert_int_eq(rc, 0);
    ck_assert_int_eq(seen, ROWS);
    feeder_stop(feeder);
    intake_fini(&intake);
    close(fd);
}
END_TEST

START_TEST(the_taker_may_stop_early)
{
    struct intake intake;
    struct feeder *feeder = NULL;
    int fd, rc;
    open_intake(&intake, &fd, "");
    ck_assert_int_eq(feeder_start(&feeder, &intake, &err), 0);
    ck_assert_ptr_nonnull(feeder_next(feeder, &rc, &err));
    feeder_stop(feeder); /* the reader waits for room by now */
    intake_fini(&intake);
    close(fd);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, all_rows_in_order);
    tcase_add_test(tc, the_taker_may_stop_early);
}

UNIT_MAIN("feeder")
