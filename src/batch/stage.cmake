# `banxin batch` becomes banxin-batch, which alone links SQLite; its workers are programs of their own.
pkg_check_modules(SQLITE REQUIRED IMPORTED_TARGET sqlite3)
add_executable(banxin-batch batch/decide.c batch/faces.c batch/find.c batch/frame.c batch/journal.c batch/ledger.c batch/main.c
  batch/parcel.c batch/pool.c batch/process.c batch/progress.c batch/queue.c batch/result.c batch/run.c batch/slurm.c
  batch/summary.c batch/sums.c batch/task.c batch/temporaries.c cli/locale.c)
target_include_directories(banxin-batch PRIVATE ${PROJECT_SOURCE_DIR}/include ${PROJECT_SOURCE_DIR}/src)
target_link_libraries(banxin-batch PRIVATE banxin bx_flags PkgConfig::SQLITE PkgConfig::JSON)
# of the library it needs the places and the writing of files, and none of what those stages link
target_link_options(banxin-batch PRIVATE -Wl,--as-needed)

add_executable(banxin-worker batch/frame.c batch/result.c batch/sums.c batch/worker.c)
target_include_directories(banxin-worker PRIVATE ${PROJECT_SOURCE_DIR}/include ${PROJECT_SOURCE_DIR}/src)
target_link_libraries(banxin-worker PRIVATE banxin bx_flags)
install(TARGETS banxin-batch banxin-worker RUNTIME DESTINATION ${CMAKE_INSTALL_LIBEXECDIR}/banxin)
