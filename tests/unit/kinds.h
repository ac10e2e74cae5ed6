/* Checks of one half of the kinds: their columns, and their tables. */
#ifndef CX_UNIT_KINDS_H
#define CX_UNIT_KINDS_H

#include "kind/kind.h"
#include "scratch.h"

/* A kind and its columns as cx-tables(5) has them: * part of the key, ! required. */
struct kind_spec {
    const char *name, *columns;
};

static inline const struct cx_kind *kind_named(const char *name)
{
    const struct cx_kind *kind = cx_kind_find(name, strlen(name));
    ck_assert_msg(kind != NULL, "%s", name);
    return kind;
}

static inline void ck_columns(const struct kind_spec *spec)
{
    const struct cx_kind *kind = kind_named(spec->name);
    struct cx_buf text = {0};
    for (size_t i = 0; i < kind->count; i++) {
        const struct cx_field *field = &kind->fields[i];
        cx_buf_printf(&text, "%s%s%s%s", i ? " " : "", field->name,
                      field->flags & CX_KEY ? "*" : "", field->flags & CX_REQUIRED ? "!" : "");
    }
    ck_assert_msg(strcmp(cx_buf_str(&text), spec->columns) == 0, "%s: %s\nwanted: %s", spec->name,
                  cx_buf_str(&text), spec->columns);
    cx_buf_fini(&text);
}

static inline bool is_text(enum cx_type type)
{
    return type == CX_TYPE_NAME || type == CX_TYPE_TEXT || type == CX_TYPE_PERIOD ||
           type == CX_TYPE_EXPR;
}

/* The table has a column of the right type for each field, and the fields' key. */
static inline void ck_table(struct cx_db *db, const struct cx_kind *kind)
{
    struct cx_stmt *stmt = NULL;
    struct cx_err err = {0};
    ck_assert_int_eq(cx_stmt_new(&stmt, db,
                                 "SELECT type, pk > 0, \"notnull\" OR pk FROM pragma_table_info(?1)"
                                 " WHERE name = ?2",
                                 &err),
                     0);
    for (size_t i = 0; i < kind->count; i++) {
        const struct cx_field *field = &kind->fields[i];
        cx_stmt_bind_text(stmt, 1, kind->name);
        cx_stmt_bind_text(stmt, 2, field->name);
        ck_assert_msg(cx_stmt_step(stmt, &err) == 1, "%s has no %s", kind->name, field->name);
        ck_assert_msg(strcmp(cx_stmt_text(stmt, 0), is_text(field->type) ? "TEXT" : "INTEGER") == 0,
                      "%s.%s is %s", kind->name, field->name, cx_stmt_text(stmt, 0));
        ck_assert_msg(cx_stmt_int(stmt, 1) == ((field->flags & CX_KEY) != 0), "key: %s.%s",
                      kind->name, field->name);
        ck_assert_msg(cx_stmt_int(stmt, 2) || !(field->flags & CX_REQUIRED), "required: %s.%s",
                      kind->name, field->name);
        cx_stmt_reset(stmt);
    }
    cx_stmt_free(stmt);
    ck_assert_int_eq(cx_stmt_new(&stmt, db, "SELECT count(*) FROM pragma_table_info(?1)", &err), 0);
    cx_stmt_bind_text(stmt, 1, kind->name);
    ck_assert_int_eq(cx_stmt_step(stmt, &err), 1);
    ck_assert_int_eq(cx_stmt_int(stmt, 0), (int64_t)kind->count + kind->is_ordered);
    cx_stmt_free(stmt);
}

/* A choice has words and nothing else has, a default can be read, a reference comes before. */
static inline void ck_fields(const struct cx_kind *kind)
{
    struct cx_buf scratch = {0};
    for (size_t i = 0; i < kind->count; i++) {
        const struct cx_field *field = &kind->fields[i];
        struct cx_typed cell;
        struct cx_type_options options = {0};
        const char *reason = NULL;
        ck_assert_msg((field->words != NULL) == (field->type == CX_TYPE_CHOICE), "%s.%s",
                      kind->name, field->name);
        ck_assert_msg(field->help && *field->help, "%s.%s", kind->name, field->name);
        if (field->initial)
            ck_assert_msg(cx_type_read(&cell, field, field->initial, strlen(field->initial),
                                       &options, &scratch, &reason) &&
                              !cell.null,
                          "%s.%s: %s", kind->name, field->name, reason);
        if (field->refers)
            ck_assert_msg((field->flags & CX_LATER) ||
                              cx_kind_order(kind_named(field->refers)) < cx_kind_order(kind),
                          "%s.%s", kind->name, field->name);
    }
    cx_buf_fini(&scratch);
}

static inline void ck_kinds(const struct kind_spec *specs, size_t count, bool is_plan)
{
    struct cx_db *db = opened(NULL, CX_DB_CREATE);
    size_t all, half = 0;
    const struct cx_kind *const *kinds = cx_kinds(&all);
    for (size_t i = 0; i < count; i++) {
        const struct cx_kind *kind = kind_named(specs[i].name);
        ck_columns(&specs[i]);
        ck_fields(kind);
        ck_table(db, kind);
        ck_assert(kind->is_plan == is_plan);
        ck_assert_str_ne(kind->help, "");
    }
    for (size_t i = 0; i < all; i++)
        half += kinds[i]->is_plan == is_plan;
    ck_assert_uint_eq(half, count);
    cx_db_close(db);
}

/* The default of a column, as a cell would say it; "" where there is none. */
static inline const char *initial(const char *kind, const char *column)
{
    int i = cx_kind_field(kind_named(kind), column, strlen(column));
    ck_assert_msg(i >= 0, "%s.%s", kind, column);
    const char *value = kind_named(kind)->fields[i].initial;
    return value ? value : "";
}

#endif
