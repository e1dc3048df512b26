/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Parcels: what goes from the submitter to a task of a cluster and back, in files of the shared folder. */

#include "batch/batch.h"

#define BX_PARCEL_FOLDER ".banxin-slurm" /* in the output folder */

/* Writes the options and what is to be made of them, for all tasks: tasks[i] is the list of folders of task i (GPtrArray
 * of BxEntry). The folder of the parcels, owned; NULL with `error`. */
char *bx_parcel_send(const BxBatch *batch, const char *output, const GPtrArray *tasks,
                     GError **error);

/* What a task reads. */
typedef struct {
    BxBatchOptions options; /* strings owned */
    char *options_text, *aliases;
    char **folders; /* of the issues */
} BxParcel;

bool bx_parcel_open(BxParcel *parcel, const char *folder, int task, GError **error);
void bx_parcel_clear(BxParcel *parcel);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(BxParcel, bx_parcel_clear)

/* The file of an issue's result: one of that name is always for that issue, whoever wrote it. Owned. */
char *bx_parcel_result_path(const char *output, const char *name);
/* Writes it, whole or not at all. */
bool bx_parcel_write_result(const char *path, const char *folder, const char *options_text,
                            const char *pdf_sum, const BxBatchResult *result, GError **error);
/* Reads it; NULL: there is none, it is not whole, or it is for another folder or other options. Owned. */
BxBatchResult *bx_parcel_read_result(const char *path, const char *folder, const char *options_text,
                                     char **pdf_sum);
