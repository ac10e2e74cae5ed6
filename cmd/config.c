#include "config.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"

#ifndef CX_CONFIG
#define CX_CONFIG "/etc/cx.conf" /* the build names the folder of its prefix */
#endif

static const struct {
    const char *name, *variable;
} names[] = {{"database", "CX_DB"}, {"language", "CX_LANG"}, {"output", "CX_OUTPUT"}};

static char *trim(char *s)
{
    s += strspn(s, " \t");
    size_t n = strlen(s);
    while (n > 0 && strchr(" \t\r\n", s[n - 1]))
        s[--n] = '\0';
    return s;
}

/* database: where that alone is to go, instead of all into the environment; NULL: nowhere. */
static int set_default(const char *name, const char *value, char **database, const char *path,
                       int line, struct cx_err *err)
{
    if (database && strcmp(name, names[0].name) == 0) {
        free(*database);
        *database = cx_strdup(value);
    }
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strcmp(names[i].name, name) == 0) {
            const char *set = getenv(names[i].variable);
            if (!database && (!set || !*set))
                setenv(names[i].variable, value, 1);
            return 0;
        }
    }
    return cx_err_set(err, CX_EWORLD,
                      "%s:%d: unknown name \"%s\": the names are database, language, output", path,
                      line, name);
}

static int read_line(char *text, char **database, const char *path, int line, struct cx_err *err)
{
    char *name = trim(text), *equals = strchr(name, '=');
    if (!*name || *name == '#')
        return 0;
    if (!equals)
        return cx_err_set(err, CX_EWORLD, "%s:%d: \"%s\" is not NAME = VALUE", path, line, name);
    *equals = '\0';
    return set_default(trim(name), trim(equals + 1), database, path, line, err);
}

static int read_file(const char *path, char **database, struct cx_err *err)
{
    char *text = NULL;
    size_t room = 0;
    int rc = 0;
    FILE *file = fopen(path, "re");
    if (!file && (errno == ENOENT || errno == ENOTDIR || errno == EACCES))
        return 0;
    if (!file)
        return cx_err_set(err, CX_EWORLD, "%s: %s", path, strerror(errno));
    for (int line = 1; rc == 0 && getline(&text, &room, file) >= 0; line++)
        rc = read_line(text, database, path, line, err);
    if (rc == 0 && ferror(file))
        rc = cx_err_set(err, CX_EWORLD, "%s: %s", path, strerror(errno));
    free(text);
    fclose(file);
    return rc;
}

int config_read(struct cx_err *err)
{
    struct cx_buf path = {0};
    const char *folder = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");
    int rc = 0;
    if (folder && *folder)
        cx_buf_printf(&path, "%s/cx.conf", folder);
    else if (home && *home)
        cx_buf_printf(&path, "%s/.config/cx.conf", home);
    if (path.len > 0)
        rc = read_file(path.data, NULL, err);
    cx_buf_fini(&path);
    return rc < 0 ? rc : read_file(CX_CONFIG, NULL, err);
}

int config_database(char **database, struct cx_err *err)
{
    *database = NULL;
    int rc = read_file(CX_CONFIG, database, err);
    if (rc < 0) {
        free(*database);
        *database = NULL;
    }
    return rc;
}
