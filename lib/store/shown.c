#include "store/shown.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/decimal.h"
#include "base/mem.h"
#include "store/id.h"
#include "store/sqlite.h"

#define ARGUMENTS_MAX 4

struct function {
    bool (*call)(void *context, struct cx_buf *out, const struct cx_value *arguments);
    void *context;
};

static struct cx_value value_of(sqlite3_value *value)
{
    switch (sqlite3_value_type(value)) {
    case SQLITE_INTEGER: return cx_value_int(sqlite3_value_int64(value));
    case SQLITE_FLOAT: return cx_value_real(sqlite3_value_double(value));
    case SQLITE_TEXT: return cx_value_text((const char *)sqlite3_value_text(value));
    default: return cx_value_null();
    }
}

static void run(sqlite3_context *context, int count, sqlite3_value **values)
{
    const struct function *function = sqlite3_user_data(context);
    struct cx_value arguments[ARGUMENTS_MAX];
    struct cx_buf out = {0};
    for (int i = 0; i < count; i++)
        arguments[i] = value_of(values[i]);
    if (function->call(function->context, &out, arguments))
        sqlite3_result_text(context, cx_buf_str(&out), (int)out.len, SQLITE_TRANSIENT);
    cx_buf_fini(&out);
}

int cx_db_text_function(struct cx_db *db, const char *name, int count,
                        bool (*call)(void *context, struct cx_buf *out,
                                     const struct cx_value *arguments),
                        void *context, struct cx_err *err)
{
    struct function *function = cx_alloc(sizeof *function);
    *function = (struct function){call, context};
    if (count > ARGUMENTS_MAX ||
        sqlite3_create_function_v2(db->handle, name, count, SQLITE_UTF8 | SQLITE_DETERMINISTIC,
                                   function, run, NULL, NULL, free) != SQLITE_OK)
        return cx_db_fail(db, name, err);
    return 0;
}

static bool show_id(void *context, struct cx_buf *out, const struct cx_value *arguments)
{
    char buf[CX_ID_MAX + 1];
    if (arguments->type != CX_VALUE_INT || arguments->i == 0)
        return false;
    cx_buf_puts(out, cx_id_text(buf, context, arguments->i));
    return true;
}

static bool show_day(void *context, struct cx_buf *out, const struct cx_value *arguments)
{
    char buf[CX_DATE_TEXT];
    (void)context;
    if (arguments->type != CX_VALUE_INT || arguments->i <= -1000000 || arguments->i > 1000000)
        return false;
    cx_buf_puts(out, cx_date_format(buf, (cx_date)arguments->i));
    return true;
}

static bool show_moment(void *context, struct cx_buf *out, const struct cx_value *arguments)
{
    char buf[CX_DATE_TEXT];
    (void)context;
    if (arguments->type != CX_VALUE_INT || llabs(arguments->i) > 86400LL * 1000000)
        return false;
    cx_buf_puts(out, cx_time_format(buf, arguments->i));
    return true;
}

static bool show_decimal(struct cx_buf *out, const struct cx_value *value, int decimals)
{
    char buf[CX_DEC_TEXT];
    if (value->type != CX_VALUE_INT)
        return false;
    cx_buf_puts(out, cx_dec_format(buf, value->i, decimals));
    return true;
}

static bool show_money(void *context, struct cx_buf *out, const struct cx_value *arguments)
{
    (void)context;
    return show_decimal(out, arguments, 2);
}

static bool show_millionths(void *context, struct cx_buf *out, const struct cx_value *arguments)
{
    (void)context;
    return show_decimal(out, arguments, 6);
}

int cx_db_show(struct cx_db *db, struct cx_err *err)
{
    static const struct {
        const char *name;
        bool (*call)(void *, struct cx_buf *, const struct cx_value *);
    } functions[] = {{"id", show_id},
                     {"day", show_day},
                     {"moment", show_moment},
                     {"money", show_money},
                     {"decimal", show_millionths}};
    int rc = cx_id_prepare(db, err);
    for (size_t i = 0; rc == 0 && i < sizeof functions / sizeof *functions; i++)
        rc = cx_db_text_function(db, functions[i].name, 1, functions[i].call, db, err);
    return rc;
}
