/* A disk that writes down what happens to it: blocklog IMAGE LOG FOLDER
 *
 * Shows two files in FOLDER until SIGTERM: `disk`, which begins with the contents of IMAGE (left as it is),
 * and `pos`, the number of records in LOG so far. Each write to `disk` is a record, and so is each flush (fsync):
 * offset, length and kind ('W' or 'F'), little endian, then the data. Behind a loop device, `disk` gets what a file
 * system sends to its disk, in the order in which the disk takes it. One thread; ends with the thread that started it.
 */
#define _GNU_SOURCE
#define FUSE_USE_VERSION 31
#include <errno.h>
#include <fcntl.h>
#include <fuse.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>

struct record {
    uint64_t offset;
    uint32_t length, kind;
};

static char *image;
static off_t image_size;
static FILE *records;
static unsigned long count;

static int is_disk(const char *path) { return strcmp(path, "/disk") == 0; }
static int is_pos(const char *path) { return strcmp(path, "/pos") == 0; }

/* What cannot be written down must not be acknowledged to the file system either. */
static int note(struct record record, const char *data) {
    if (fwrite(&record, sizeof record, 1, records) != 1) return -EIO;
    if (record.length > 0 && fwrite(data, record.length, 1, records) != 1) return -EIO;
    if (fflush(records) != 0) return -EIO;
    count++;
    return 0;
}

/* Leaves the mounts that are to come to others. If this process were the last to have the file system on `disk`
 * mounted, its end would wait for that to be written to `disk`, by itself, for ever. */
static void *leave_mounts(struct fuse_conn_info *connection, struct fuse_config *config) {
    (void)connection, (void)config;
    if (unshare(CLONE_NEWNS) != 0) {
        perror("unshare");
        exit(74);
    }
    return NULL;
}

static int show(const char *path, struct stat *facts, struct fuse_file_info *file) {
    (void)file;
    memset(facts, 0, sizeof *facts);
    facts->st_nlink = 1;
    facts->st_mode = S_IFREG | 0600;
    if (strcmp(path, "/") == 0) facts->st_mode = S_IFDIR | 0700;
    else if (is_disk(path)) facts->st_size = image_size;
    else if (is_pos(path)) facts->st_size = 20;
    else return -ENOENT;
    return 0;
}

static int open_file(const char *path, struct fuse_file_info *file) {
    if (!is_disk(path) && !is_pos(path)) return -ENOENT;
    file->direct_io = 1;
    return 0;
}

static int list(const char *path, void *buffer, fuse_fill_dir_t fill, off_t offset, struct fuse_file_info *file,
                enum fuse_readdir_flags flags) {
    (void)path, (void)offset, (void)file, (void)flags;
    fill(buffer, "disk", NULL, 0, 0);
    fill(buffer, "pos", NULL, 0, 0);
    return 0;
}

static int read_file(const char *path, char *to, size_t length, off_t offset, struct fuse_file_info *file) {
    (void)file;
    char text[24];
    const char *from = image;
    off_t size = image_size;
    if (is_pos(path)) {
        from = text;
        size = snprintf(text, sizeof text, "%lu\n", count);
    }
    if (offset >= size) return 0;
    if ((off_t)length > size - offset) length = size - offset;
    memcpy(to, from + offset, length);
    return length;
}

static int write_file(const char *path, const char *from, size_t length, off_t offset, struct fuse_file_info *file) {
    (void)file;
    if (!is_disk(path)) return -EACCES;
    if (offset > image_size || (off_t)length > image_size - offset) return -ENOSPC;
    int failure = note((struct record){offset, length, 'W'}, from);
    if (failure != 0) return failure;
    memcpy(image + offset, from, length);
    return length;
}

static int flush_disk(const char *path, int data_only, struct fuse_file_info *file) {
    (void)data_only, (void)file;
    return is_disk(path) ? note((struct record){0, 0, 'F'}, NULL) : 0;
}

static const struct fuse_operations operations = {
    .init = leave_mounts, .getattr = show, .open = open_file, .readdir = list, .read = read_file, .write = write_file,
    .fsync = flush_disk,
};

int main(int argc, char **argv) {
    if (argc != 4) return fputs("usage: blocklog IMAGE LOG FOLDER\n", stderr), 64;
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    int file = open(argv[1], O_RDONLY | O_CLOEXEC);
    struct stat facts;
    if (file < 0 || fstat(file, &facts) != 0) return perror(argv[1]), 74;
    image_size = facts.st_size;
    image = mmap(NULL, image_size, PROT_READ | PROT_WRITE, MAP_PRIVATE, file, 0);
    if (image == MAP_FAILED) return perror("mmap"), 74;
    records = fopen(argv[2], "wbe");
    if (records == NULL) return perror(argv[2]), 74;
    char *arguments[] = {argv[0], "-f", "-s", argv[3], NULL};
    return fuse_main(4, arguments, &operations, NULL);
}
