# The Debian package. Its prefix is /usr, so that files can also go to /etc.
if(NOT CMAKE_INSTALL_PREFIX STREQUAL "/usr")
    message(FATAL_ERROR "CX_DEB needs CMAKE_INSTALL_PREFIX=/usr")
endif()
set(doc ${CMAKE_INSTALL_DATADIR}/doc/cx)
install(FILES cx.conf DESTINATION /etc)
install(FILES default DESTINATION /etc/default RENAME cx)
install(FILES copyright DESTINATION ${doc})
install(FILES changelog DESTINATION ${doc})
install(CODE [[
    file(GLOB_RECURSE pages "$ENV{DESTDIR}/usr/share/man/*.[157]")
    execute_process(COMMAND gzip -9nf ${pages} "$ENV{DESTDIR}/usr/share/doc/cx/changelog" COMMAND_ERROR_IS_FATAL ANY)
]])

set(CPACK_GENERATOR DEB)
set(CPACK_SET_DESTDIR ON)
set(CPACK_STRIP_FILES ON)
set(CPACK_PACKAGE_CONTACT "the cx authors <cx@example.com>")
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION misc)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_DEPENDS adduser)
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "age, zstd, default-mta | mail-transport-agent")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "fair, explainable scores and bonuses for collections")
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION
"Turns the raw exports of a collections operation (people, debts, payments,
calls, feedback) into scores and a bonus sheet. The plan is data: CSV tables
that are edited in a spreadsheet. Every cent can be traced to a rule, a basis
and a rate.")
file(WRITE ${CMAKE_CURRENT_BINARY_DIR}/conffiles "/etc/cx.conf\n/etc/default/cx\n")
set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA
    ${CMAKE_CURRENT_SOURCE_DIR}/postinst ${CMAKE_CURRENT_SOURCE_DIR}/postrm ${CMAKE_CURRENT_BINARY_DIR}/conffiles)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
include(CPack)
