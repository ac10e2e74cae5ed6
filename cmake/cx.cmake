# How every target of cx is built, and how text files become C strings.

option(CX_SANITIZE "Build with the address and undefined-behaviour sanitizers" OFF)
option(CX_FUZZ "Build what libFuzzer needs, with the same sanitizers (clang only)" OFF)

add_library(cx_flags INTERFACE)
target_compile_options(cx_flags INTERFACE
    -Wall -Wextra -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes -Wvla)
target_compile_definitions(cx_flags INTERFACE _GNU_SOURCE CX_VERSION="${PROJECT_VERSION}")
if(NOT CX_SANITIZE AND NOT CX_FUZZ)
    target_compile_options(cx_flags INTERFACE
        -fstack-protector-strong $<$<NOT:$<CONFIG:Debug>>:-U_FORTIFY_SOURCE> $<$<NOT:$<CONFIG:Debug>>:-D_FORTIFY_SOURCE=2>)
    target_link_options(cx_flags INTERFACE -Wl,-z,relro,-z,now)
endif()
if(CX_SANITIZE)
    target_compile_options(cx_flags INTERFACE
        -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
    # The tests start programs by the thousand: these start in two thirds of the time where a quarter of a million
    # addresses needn't be relocated and the runtime isn't a library.
    set(CMAKE_POSITION_INDEPENDENT_CODE OFF)
    target_link_options(cx_flags INTERFACE -fsanitize=address,undefined
        $<$<C_COMPILER_ID:GNU>:-static-libasan> $<$<C_COMPILER_ID:GNU>:-static-libubsan>)
endif()
if(CX_FUZZ)
    if(NOT CMAKE_C_COMPILER_ID STREQUAL "Clang")
        message(FATAL_ERROR "CX_FUZZ needs clang, whose libFuzzer it is")
    endif()
    target_compile_options(cx_flags INTERFACE
        -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all
        -fno-omit-frame-pointer)
    target_link_options(cx_flags INTERFACE -fsanitize=address,undefined)
endif()

# cx_embed(TARGET FILE...): each FILE (a .sql or .csv) becomes FILE.h in the build folder, made by
# embed.awk: a .sql file gives one string a statement named by "-- name: x", in which the words of
# choices (lib/kind/words.c) have become their numbers; any other file gives one string.
function(cx_embed target)
    set(words ${PROJECT_SOURCE_DIR}/lib/kind/words.c)
    foreach(file IN LISTS ARGN)
        set(out ${CMAKE_CURRENT_BINARY_DIR}/${file}.h)
        get_filename_component(dir ${out} DIRECTORY)
        file(MAKE_DIRECTORY ${dir})
        add_custom_command(
            OUTPUT ${out}
            COMMAND awk -f ${PROJECT_SOURCE_DIR}/cmake/embed.awk ${words}
                    ${CMAKE_CURRENT_SOURCE_DIR}/${file} > ${out}
            DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${file} ${words} ${PROJECT_SOURCE_DIR}/cmake/embed.awk
            VERBATIM)
        target_sources(${target} PRIVATE ${out})
    endforeach()
    target_include_directories(${target} PRIVATE ${CMAKE_CURRENT_BINARY_DIR})
endfunction()

# cx_catalogue(TARGET FOLDER LANGUAGE): po/LANGUAGE.po, checked and compiled by msgfmt, becomes the bytes
# CATALOGUE_LANGUAGE in FOLDER/LANGUAGE.mo.h in the build folder.
find_program(MSGFMT msgfmt REQUIRED)
function(cx_catalogue target folder language)
    set(po ${PROJECT_SOURCE_DIR}/po/${language}.po)
    set(out ${CMAKE_CURRENT_BINARY_DIR}/${folder}/${language}.mo)
    file(MAKE_DIRECTORY ${CMAKE_CURRENT_BINARY_DIR}/${folder})
    add_custom_command(
        OUTPUT ${out}.h
        COMMAND ${MSGFMT} --check --no-hash --endianness=little -o ${out} ${po}
        COMMAND echo "static const unsigned char CATALOGUE_${language}[] = {" > ${out}.h
        COMMAND od -An -v -tu1 -w24 ${out} | sed "s/ *\\([0-9][0-9]*\\)/\\1,/g" >> ${out}.h
        COMMAND echo "}$<SEMICOLON>" >> ${out}.h
        DEPENDS ${po}
        VERBATIM)
    target_sources(${target} PRIVATE ${out}.h)
endfunction()
