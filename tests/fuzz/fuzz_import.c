/* Bytes as a file of a kind, imported into a database in memory that holds the golden company and
 * its plan. The first line is the kind's name (else its first byte chooses one), then, after a
 * blank, letters: r rejects, x extra columns, c round cents, d dates day first, m a map comes
 * first, up to a line %%. The rest is the file.
 *
 * Holds: refused, the database is as it was, byte for byte. Taken, it is sound, the counts add up,
 * rejects can be read, the plan loads, the audit chain is whole, and the same file again changes
 * nothing. */
#include <ctype.h>

#include "fuzz.h"
#include "import/import.h"
#include "plan/plan.h"
#include "store/audit.h"
#include "store/sqlite.h"

#define NOW (INT64_C(20757) * 86400 + 43200) /* 2026-10-31 12:00 */

static struct cx_db *db;
static unsigned char *company; /* the database as a file */
static sqlite3_int64 company_size;
static unsigned char *before; /* db as it was opened */
static sqlite3_int64 before_size;

struct job {
    const struct cx_kind *kind;
    bool rejects, extra, round, dmy;
    char map[32]; /* path, "" none */
    const uint8_t *bytes;
    size_t size;
};

static void ignore(void *context, const char *message)
{
    (void)context;
    holds(message[0], "a bad row without a word");
}

static void open_db(void)
{
    struct cx_err err = {0};
    cx_db_close(db);
    holds(cx_db_open(&db, NULL, CX_DB_CREATE, &err) == 0, "%s", err.text);
    if (!company)
        return;
    /* A connection of its own reads the copy: db has prepared statements on its schema already. */
    sqlite3 *source = NULL;
    holds(sqlite3_open(":memory:", &source) == SQLITE_OK, "out of memory");
    holds(sqlite3_deserialize(source, "main", company, company_size, company_size,
                              SQLITE_DESERIALIZE_READONLY) == SQLITE_OK,
          "%s", sqlite3_errmsg(source));
    sqlite3_backup *backup = sqlite3_backup_init(db->handle, "main", source, "main");
    holds(backup && sqlite3_backup_step(backup, -1) == SQLITE_DONE, "%s",
          sqlite3_errmsg(db->handle));
    sqlite3_backup_finish(backup);
    sqlite3_close(source);
    sqlite3_free(before);
    before = sqlite3_serialize(db->handle, "main", &before_size, 0);
    holds(before, "out of memory");
}

/* Without contacts and what hangs on them: they are many, and make each run slow. */
int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    static const char *const files[] = {
        CX_COMPANY "teams.csv",        CX_COMPANY "employees.csv",  CX_COMPANY "customers.csv",
        CX_COMPANY "accounts.csv",     CX_COMPANY "payments.csv",   CX_COMPANY "assignments.csv",
        CX_COMPANY "arrangements.csv", CX_COMPANY "absences.csv",   CX_COMPANY "targets.csv",
        CX_COMPANY "settings.csv",     CX_COMPANY "stages.csv",     CX_COMPANY "measures.csv",
        CX_COMPANY "metrics.csv",      CX_COMPANY "scorecards.csv", CX_COMPANY "tiers.csv",
        CX_COMPANY "grades.csv",       CX_COMPANY "rules.csv",      CX_COMPANY "keywords.csv"};
    enum { COUNT = sizeof files / sizeof *files };
    struct cx_import_done done = {0};
    struct cx_import_options options = {
        .files = files, .file_count = COUNT, .now = NOW, .arguments = "", .say = ignore};
    struct cx_err err = {0};
    (void)argc;
    (void)argv;
    open_db();
    holds(cx_import(&done, db, &options, &err) == 0, "%s", err.text);
    cx_import_done_fini(&done);
    company = sqlite3_serialize(db->handle, "main", &company_size, 0);
    holds(company, "out of memory");
    open_db();
    return 0;
}

/* The file is stdin; where from is its kind's name. */
static int import(const struct job *job, const char *rejects, struct cx_import_file *result,
                  struct cx_err *err)
{
    static const char *const file = "-";
    struct cx_import_options options = {.files = &file,
                                        .file_count = 1,
                                        .kind = job->kind->name,
                                        .map = job->map[0] ? job->map : NULL,
                                        .rejects = job->rejects ? rejects : NULL,
                                        .order = job->dmy ? CX_ORDER_DMY : CX_ORDER_YMD,
                                        .round = job->round,
                                        .ignore_extra = job->extra,
                                        .now = NOW,
                                        .arguments = "",
                                        .say = ignore};
    int fd = fuzz_file(job->bytes, job->size);
    struct cx_import_done done = {0};
    *err = (struct cx_err){0};
    holds(dup2(fd, STDIN_FILENO) == STDIN_FILENO, "dup2");
    close(fd);
    int rc = cx_import(&done, db, &options, err);
    *result = done.count > 0 ? done.files[0] : (struct cx_import_file){0};
    cx_import_done_fini(&done);
    return rc;
}

static bool as_before(void)
{
    sqlite3_int64 size = 0;
    unsigned char *now = sqlite3_serialize(db->handle, "main", &size, 0);
    bool same = now && size == before_size && memcmp(now, before, (size_t)size) == 0;
    sqlite3_free(now);
    return same;
}

static int64_t ask(const char *sql)
{
    struct cx_stmt *stmt = NULL;
    struct cx_err err = {0};
    holds(cx_stmt_new(&stmt, db, sql, &err) == 0, "%s", err.text);
    int64_t value = cx_stmt_step(stmt, &err) == 1 ? cx_stmt_int(stmt, 0) : -1;
    cx_stmt_free(stmt);
    return value;
}

static int64_t rows_of(const struct cx_kind *kind)
{
    char sql[80];
    snprintf(sql, sizeof sql, "SELECT count(*) FROM \"%s\"", kind->name);
    return ask(sql);
}

static void check_sound(void)
{
    struct cx_plan *plan = NULL;
    struct cx_err err = {0};
    int64_t count = 0;
    holds(ask("SELECT count(*) FROM pragma_integrity_check WHERE integrity_check <> 'ok'") == 0,
          "the database is damaged");
    holds(ask("SELECT count(*) FROM pragma_foreign_key_check") == 0, "a reference leads nowhere");
    holds(cx_audit_verify(db, &count, &err) == 0 && count == 2, "%lld: %s", (long long)count,
          err.text);
    holds(cx_plan_load(&plan, db, 20757, &err) == 0, "%s", err.text);
    cx_plan_free(plan);
}

/* The rejects have a row for each that was rejected. */
static void check_rejects(const char *path, int64_t rejected)
{
    FILE *file = fopen(path, "r");
    int64_t lines = 0;
    bool quoted = false;
    holds(file, "%s", path);
    for (int c; (c = getc(file)) != EOF;) {
        quoted ^= c == '"';
        lines += c == '\n' && !quoted;
    }
    fclose(file);
    holds(!quoted && lines == rejected + 1, "%lld lines of %lld rejects", (long long)lines,
          (long long)rejected);
}

static void check_taken(const struct job *job, const char *rejects, int64_t rows_before,
                        const struct cx_import_file *result, int rc)
{
    struct cx_import_file again;
    struct cx_err err;
    const struct cx_import_file *r = result;
    bool is_episodes = strcmp(job->kind->name, "assignments") == 0;
    bool is_posts = strcmp(job->kind->name, "employees") == 0;
    holds(r->read >= 0 && r->added >= 0 && r->changed >= 0 && r->same >= 0 && r->rejected >= 0,
          "a count below nothing");
    holds(r->added + r->changed + r->same + r->rejected == r->read,
          "%lld read, %lld new, %lld changed, %lld same, %lld rejected", (long long)r->read,
          (long long)r->added, (long long)r->changed, (long long)r->same, (long long)r->rejected);
    holds((r->rejected > 0) == (rc == CX_EDATA), "status %d", rc);
    holds(is_episodes || is_posts || rows_of(job->kind) - rows_before == r->added,
          "%s: %lld new, %lld more", job->kind->name, (long long)r->added,
          (long long)(rows_of(job->kind) - rows_before));
    check_sound();
    if (job->rejects)
        check_rejects(rejects, r->rejected);
    int rc_again = import(job, "/dev/null", &again, &err);
    holds(rc_again == rc, "again: %d, not %d: %s", rc_again, rc, err.text);
    holds(again.added == 0 && again.changed == 0 && again.rejected == r->rejected,
          "%s: again: %lld new, %lld changed, %lld rejected", job->kind->name,
          (long long)again.added, (long long)again.changed, (long long)again.rejected);
}

static bool take_line(struct job *job, const uint8_t **line, size_t *n)
{
    const uint8_t *end = memchr(job->bytes, '\n', job->size);
    if (!end)
        return false;
    *line = job->bytes;
    *n = (size_t)(end - job->bytes);
    job->bytes = end + 1;
    job->size -= *n + 1;
    return true;
}

static void choose(struct job *job, const uint8_t *line, size_t n)
{
    size_t count, name = 0;
    const struct cx_kind *const *kinds = cx_kinds(&count);
    while (name < n && line[name] != ' ')
        name++;
    job->kind = cx_kind_find((const char *)line, name);
    if (!job->kind)
        job->kind = kinds[n ? line[0] % count : 0];
    for (size_t i = name; i < n; i++) {
        job->rejects |= line[i] == 'r';
        job->extra |= line[i] == 'x';
        job->round |= line[i] == 'c';
        job->dmy |= line[i] == 'd';
    }
}

/* The lines before %% are a file of their own. */
static int take_map(struct job *job)
{
    const uint8_t *start = job->bytes, *line;
    size_t n;
    do {
        if (!take_line(job, &line, &n))
            return -1;
    } while (n != 2 || memcmp(line, "%%", 2) != 0);
    int fd = fuzz_file(start, (size_t)(line - start));
    snprintf(job->map, sizeof job->map, "/proc/self/fd/%d", fd);
    return fd;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct job job = {.bytes = data, .size = size};
    struct cx_import_file result;
    struct cx_err err;
    const uint8_t *line;
    char rejects[32];
    size_t n;
    if (!take_line(&job, &line, &n))
        return 0;
    choose(&job, line, n);
    int map = memchr(line, 'm', n) && memchr(line, ' ', n) ? take_map(&job) : -1;
    int fd = fuzz_file("", 0);
    snprintf(rejects, sizeof rejects, "/proc/self/fd/%d", fd);
    int64_t rows_before = rows_of(job.kind);
    int rc = import(&job, rejects, &result, &err);
    if (rc == 0 || (rc == CX_EDATA && !err.text[0])) {
        check_taken(&job, rejects, rows_before, &result, rc);
        open_db();
    } else {
        holds(err.text[0], "refused without a word");
        holds(rc == CX_EDATA || rc == CX_EWORLD || rc == CX_EUSAGE, "status %d: %s", rc, err.text);
        holds(rc != CX_EWORLD || job.size == 0 || strstr(err.text, "empty"), "%s", err.text);
        holds(as_before(), "refused, but changed: %s", err.text);
    }
    close(fd);
    if (map >= 0)
        close(map);
    return 0;
}
