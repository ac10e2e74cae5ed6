/* fact/sift: what rows are worth to measures. */
#include "fact/sift.h"

#include "base/buf.h"
#include "unit.h"

static struct cx_err err;
static struct cx_buf heard;

static struct cx_quantity measures[] = {
    {.name = "a", .fact = CX_FACT_FEEDBACK, .expression = "score", .decimals = 2},
    {.name = "b",
     .fact = CX_FACT_FEEDBACK,
     .expression = "score / 3",
     .where = "kind = 'peer'",
     .decimals = 6},
    {.name = "c", .fact = CX_FACT_FEEDBACK, .expression = "1", .decimals = 6},
    {.name = "d", .fact = CX_FACT_COMPLAINT, .expression = "1", .decimals = 6},
    {.name = "e", .fact = CX_FACT_COMPLAINT, .expression = "upheld", .decimals = 6},
    {.name = "f", .fact = CX_FACT_TRAINING, .expression = "passed * 1e18", .decimals = 6},
};
enum { MEASURES = sizeof measures / sizeof *measures };
static struct cx_plan plan = {
    .quantities = measures, .quantity_count = MEASURES, .measure_count = MEASURES};

static void hear(void *context, const struct place *place, const struct event *event,
                 size_t measure, int64_t value)
{
    ck_assert_ptr_eq(context, &heard);
    cx_buf_printf(&heard, "%s%d/%lld/%s=%lld", heard.len ? " " : "", place->post,
                  (long long)event->id, measures[measure].name, (long long)value);
}

static void set_up(void)
{
    err = (struct cx_err){0};
    cx_buf_clear(&heard);
}

static void tear_down(void)
{
    cx_buf_fini(&heard);
}

/* score: thousandths */
static int put_feedback(struct sift *sift, int64_t id, const char *kind, int64_t score)
{
    struct place place = {(int)id + 10, -1, SIZE_MAX, SIZE_MAX};
    struct fact_row row = {.event = {.id = id}};
    row.cells[CX_FEEDBACK_KIND] = cx_scalar_text(kind);
    row.cells[CX_FEEDBACK_SCORE] = cx_scalar_dec(score, 3);
    return sift_put(sift, CX_FACT_FEEDBACK, &place, &row, &err);
}

/* Each row to the measure's decimals; where the condition fails, or the value is 0, nothing. */
START_TEST(values)
{
    const bool wants[MEASURES] = {true, true, false};
    struct sift *sift = NULL;
    ck_assert_int_eq(sift_new(&sift, &plan, wants, hear, &heard, &err), 0);
    ck_assert_int_eq(put_feedback(sift, 1, "customer", 5), 0);
    ck_assert_int_eq(put_feedback(sift, 2, "peer", 1000), 0);
    ck_assert_int_eq(put_feedback(sift, 3, "peer", 0), 0);
    ck_assert_int_eq(put_feedback(sift, 4, "sales", -2500), 0);
    ck_assert_str_eq(cx_buf_str(&heard), "11/1/a=1 12/2/a=100 12/2/b=333333 14/4/a=-250");
    sift_free(sift);
}
END_TEST

static int64_t count, total;

static void add(void *context, const struct place *place, const struct event *event, size_t measure,
                int64_t value)
{
    (void)context;
    (void)place;
    (void)measure;
    count++;
    total += value;
    ck_assert_int_eq(event->id, count);
}

/* Many rows, in their order; a fact that nobody asks about. */
START_TEST(many)
{
    const bool wants[MEASURES] = {false, false, true};
    struct sift *sift = NULL;
    const struct place place = {0, -1, SIZE_MAX, SIZE_MAX};
    const struct fact_row row = {0};
    ck_assert_int_eq(sift_new(&sift, &plan, wants, add, NULL, &err), 0);
    count = total = 0;
    for (int64_t i = 1; i <= 1000; i++) {
        ck_assert_int_eq(put_feedback(sift, i, "peer", 5000), 0);
        ck_assert_int_eq(sift_put(sift, CX_FACT_COMPLAINT, &place, &row, &err), 0);
    }
    ck_assert_int_eq(count, 1000);
    ck_assert_int_eq(total, 1000000000);
    sift_free(sift);
}
END_TEST

START_TEST(wrong)
{
    const bool wants[MEASURES] = {[4] = true, [5] = true};
    struct sift *sift = NULL;
    const struct place place = {0, -1, SIZE_MAX, SIZE_MAX};
    struct fact_row row = {0};
    ck_assert_int_eq(sift_new(&sift, &plan, wants, hear, &heard, &err), 0);
    row.cells[CX_COMPLAINT_UPHELD] = cx_scalar_text("yes");
    ck_assert_int_eq(sift_put(sift, CX_FACT_COMPLAINT, &place, &row, &err), CX_EDATA);
    ck_assert_str_eq(err.text, "measure e: its value is text, not a number");
    err = (struct cx_err){0};
    row.cells[CX_TRAINING_PASSED] = cx_scalar_int(1);
    ck_assert_int_eq(sift_put(sift, CX_FACT_TRAINING, &place, &row, &err), CX_EDATA);
    ck_assert_str_eq(err.text,
                     "measure f: its value is too large: correct the row, or the measure");
    sift_free(sift);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, values);
    tcase_add_test(tc, many);
    tcase_add_test(tc, wrong);
}

UNIT_MAIN("sift")
