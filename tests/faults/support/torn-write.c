/*
 * Loaded before a browser (LD_PRELOAD): ends its process group within a write to its IndexedDB engine, so that half a
 * record is left, which a kill at a random moment leaves once in hundreds.
 *
 * TORN_WRITE names a file. Once it is there, it holds two numbers: the how-manieth write from then on is cut off, and
 * after how many percent of its bytes.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef ssize_t (*write_at_end)(int, const void *, size_t);

static pthread_mutex_t one_at_a_time = PTHREAD_MUTEX_INITIALIZER;
static write_at_end real_write;
static const char *orders;
static int is_armed;
static long writes_left;
static int percent;

static void prepare(void)
{
    if (real_write != NULL)
        return;
    orders = getenv("TORN_WRITE");
    real_write = (write_at_end)dlsym(RTLD_NEXT, "write");
}

/* Whether the file is one of the engine's, other than what it tells of itself (LOG). */
static int is_engine(int file)
{
    char link[64], path[4096];
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length <= 0)
        return 0;
    path[length] = 0;
    return strstr(path, "indexeddb.leveldb/") != NULL && strstr(path, "/LOG") == NULL;
}

static int is_due(void)
{
    if (!is_armed) {
        FILE *file = fopen(orders, "r");
        if (file == NULL)
            return 0;
        is_armed = fscanf(file, "%ld %d", &writes_left, &percent) == 2;
        fclose(file);
        if (!is_armed)
            return 0;
    }
    writes_left -= 1;
    return writes_left <= 0;
}

ssize_t write(int file, const void *bytes, size_t count)
{
    prepare();
    if (orders == NULL || !is_engine(file))
        return real_write(file, bytes, count);
    pthread_mutex_lock(&one_at_a_time);
    if (is_due()) {
        size_t some = count * (size_t)percent / 100;
        if (some > 0)
            real_write(file, bytes, some);
        kill(0, SIGKILL);
        pause();
    }
    ssize_t written = real_write(file, bytes, count);
    pthread_mutex_unlock(&one_at_a_time);
    return written;
}
