/* The functions of the language (cx-expressions(7)), and those of numbers. A value that is null
 * makes the result null before a function is called. */
#include <strings.h>

#include "expr/tree.h"

static bool call_abs(struct cx_scalar *out, struct machine *machine, const struct cx_scalar *values,
                     size_t count)
{
    (void)count;
    *out = values[0];
    return cx_num_sign(values[0].number) >= 0 ||
           cx_num_sub(&out->number, cx_num_int(0), values[0].number, machine->code->bigs) ||
           too_large(machine);
}

static bool call_sign(struct cx_scalar *out, struct machine *machine,
                      const struct cx_scalar *values, size_t count)
{
    (void)machine;
    (void)count;
    *out = cx_scalar_int(cx_num_sign(values[0].number));
    return true;
}

static bool call_floor(struct cx_scalar *out, struct machine *machine,
                       const struct cx_scalar *values, size_t count)
{
    (void)count;
    out->type = CX_SCALAR_NUMBER;
    return cx_num_whole(&out->number, values[0].number, CX_NUM_FLOOR, machine->code->bigs) ||
           too_large(machine);
}

static bool call_ceil(struct cx_scalar *out, struct machine *machine,
                      const struct cx_scalar *values, size_t count)
{
    (void)count;
    out->type = CX_SCALAR_NUMBER;
    return cx_num_whole(&out->number, values[0].number, CX_NUM_CEIL, machine->code->bigs) ||
           too_large(machine);
}

static bool call_sqrt(struct cx_scalar *out, struct machine *machine,
                      const struct cx_scalar *values, size_t count)
{
    (void)count;
    *out = cx_scalar_null();
    if (cx_num_sign(values[0].number) < 0)
        return true;
    out->type = CX_SCALAR_NUMBER;
    return cx_num_sqrt(&out->number, values[0].number, machine->code->bigs) || too_large(machine);
}

static bool call_round(struct cx_scalar *out, struct machine *machine,
                       const struct cx_scalar *values, size_t count)
{
    struct cx_num decimals = cx_num_int(0);
    if (count > 1 &&
        (!cx_num_whole(&decimals, values[1].number, CX_NUM_TRUNC, machine->code->bigs)))
        return too_large(machine);
    if (cx_num_compare(decimals, cx_num_int(ROUND_MAX)) > 0)
        decimals = cx_num_int(ROUND_MAX);
    else if (cx_num_sign(decimals) < 0)
        decimals = cx_num_int(0);
    out->type = CX_SCALAR_NUMBER;
    return cx_num_round(&out->number, values[0].number, (int)decimals.n, machine->code->bigs) ||
           too_large(machine);
}

static bool extreme(struct cx_scalar *out, const struct cx_scalar *values, size_t count, int sign)
{
    *out = values[0];
    for (size_t i = 1; i < count; i++) {
        if (cx_scalar_compare(&values[i], out) == sign)
            *out = values[i];
    }
    return true;
}

static bool call_min(struct cx_scalar *out, struct machine *machine, const struct cx_scalar *values,
                     size_t count)
{
    (void)machine;
    return extreme(out, values, count, -1);
}

static bool call_max(struct cx_scalar *out, struct machine *machine, const struct cx_scalar *values,
                     size_t count)
{
    (void)machine;
    return extreme(out, values, count, 1);
}

/* clang-format off */
static const struct function functions[] = {
    /* name      least most texts  gives   call */
    {"abs",       1, 1, false, NUMBER, call_abs,     EAGER},
    {"ceil",      1, 1, false, NUMBER, call_ceil,    EAGER},
    {"ceiling",   1, 1, false, NUMBER, call_ceil,    EAGER},
    {"coalesce",  2, 0, true,  ANY,    NULL,         COALESCE},
    {"floor",     1, 1, false, NUMBER, call_floor,   EAGER},
    {"ifnull",    2, 2, true,  ANY,    NULL,         COALESCE},
    {"iif",       3, 3, true,  ANY,    NULL,         IIF},
    {"instr",     2, 2, true,  NUMBER, text_instr,   EAGER},
    {"length",    1, 1, true,  NUMBER, text_length,  EAGER},
    {"like",      2, 2, true,  NUMBER, text_like,    EAGER},
    {"lower",     1, 1, true,  TEXT,   text_lower,   EAGER},
    {"ltrim",     1, 2, true,  TEXT,   text_ltrim,   EAGER},
    {"max",       2, 0, true,  ANY,    call_max,     EAGER},
    {"min",       2, 0, true,  ANY,    call_min,     EAGER},
    {"nullif",    2, 2, true,  ANY,    NULL,         NULLIF},
    {"replace",   3, 3, true,  TEXT,   text_replace, EAGER},
    {"round",     1, 2, false, NUMBER, call_round,   EAGER},
    {"rtrim",     1, 2, true,  TEXT,   text_rtrim,   EAGER},
    {"sign",      1, 1, false, NUMBER, call_sign,    EAGER},
    {"sqrt",      1, 1, false, NUMBER, call_sqrt,    EAGER},
    {"substr",    2, 3, true,  TEXT,   text_substr,  EAGER},
    {"substring", 2, 3, true,  TEXT,   text_substr,  EAGER},
    {"trim",      1, 2, true,  TEXT,   text_trim,    EAGER},
    {"upper",     1, 1, true,  TEXT,   text_upper,   EAGER},
};
/* clang-format on */

#define COUNT (sizeof functions / sizeof *functions)

const struct function *function_find(const char *name, size_t n)
{
    for (size_t i = 0; i < COUNT; i++) {
        if (strncasecmp(functions[i].name, name, n) == 0 && functions[i].name[n] == '\0')
            return &functions[i];
    }
    return NULL;
}

const struct function *function_at(size_t i)
{
    return i < COUNT ? &functions[i] : NULL;
}
