@echo off
rem A double click on a .mirrors file opens Mirrors from now on, for this user.
rem "install.cmd /remove" undoes it. No rights of an administrator are needed.
setlocal
set "classes=HKCU\Software\Classes"
set "program=%~dp0Mirrors\Mirrors.exe"
if /i "%~1"=="/remove" goto remove
reg add "%classes%\Mirrors.Project" /ve /d "Mirrors project" /f >nul || goto failed
reg add "%classes%\Mirrors.Project\DefaultIcon" /ve /d "\"%program%\",0" /f >nul || goto failed
reg add "%classes%\Mirrors.Project\shell\open\command" /ve /d "\"%program%\" \"%%1\"" /f >nul || goto failed
reg add "%classes%\.mirrors" /ve /d "Mirrors.Project" /f >nul || goto failed
reg add "%classes%\.mirrors" /v "Content Type" /d "application/x-mirrors+json" /f >nul || goto failed
echo A double click on a .mirrors file opens %program% now.
exit /b 0
:remove
reg delete "%classes%\Mirrors.Project" /f >nul 2>&1
reg delete "%classes%\.mirrors" /f >nul 2>&1
echo Files of .mirrors are no longer opened by Mirrors.
exit /b 0
:failed
echo The registry of this user could not be written: ask who looks after this computer.
exit /b 1
