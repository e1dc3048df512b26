/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* Removes what a test has made: a file, or a folder with all that is in it. Links are not followed. */
void remove_tree(const char *path);
