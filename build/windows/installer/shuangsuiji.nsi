; The setup of 双随机执法检查: per user, no administrator, no network.
;
; It installs the window (shuangsuiji.exe) and the command line (ssj.exe) into
; %LOCALAPPDATA%\Programs\shuangsuiji. Workspaces live elsewhere
; (%LOCALAPPDATA%\shuangsuiji or where the user put them) and are never touched,
; neither by an upgrade nor by the uninstaller.
;
; Silent: setup.exe /S [/D=C:\folder], Uninstall.exe /S. Exit codes:
;   0 done   1 cancelled   2 WebView2 missing   3 Windows too old   4 program running
;
; The stub is a 64-bit one, as the program is.
Target amd64-unicode
ManifestDPIAware true
; The fonts stand in both programs: a window as large as both packs them once.
SetCompressor /SOLID lzma
SetCompressorDictSize 64
RequestExecutionLevel user

!include MUI2.nsh
!include LogicLib.nsh
!include WinVer.nsh

!define PRODUCT "双随机执法检查"
!define KEY "Software\shuangsuiji"
!define UNINSTALL_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\shuangsuiji"
!define WEBVIEW2 "Microsoft\EdgeUpdate\Clients\{F3017226-FE2A-4295-8BDF-00C3A9A7E4C5}"

Name "${PRODUCT}"
OutFile "${OUT}"
InstallDir "$LOCALAPPDATA\Programs\shuangsuiji"
InstallDirRegKey HKCU "${KEY}" "InstallDir"
BrandingText "${PRODUCT} ${VERSION}"

VIProductVersion "${VERSION}.0"
VIAddVersionKey /LANG=2052 "ProductName" "${PRODUCT}"
VIAddVersionKey /LANG=2052 "FileDescription" "${PRODUCT} 安装程序"
VIAddVersionKey /LANG=2052 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=2052 "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=2052 "LegalCopyright" ""

!define MUI_ICON "..\icon.ico"
!define MUI_UNICON "..\icon.ico"
!define MUI_ABORTWARNING
!define MUI_FINISHPAGE_RUN "$INSTDIR\shuangsuiji.exe"
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "SimpChinese"

; Windows refuses to open a program file for writing while it runs, which tells
; a running program without asking for a window title or a process list.
!macro CheckNotRunning FILE
  ${If} ${FileExists} "$INSTDIR\${FILE}"
    ${Do}
      ClearErrors
      FileOpen $0 "$INSTDIR\${FILE}" a
      ${IfNot} ${Errors}
        FileClose $0
        ${ExitDo}
      ${EndIf}
      ${If} ${Cmd} `MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "${PRODUCT}（${FILE}）正在运行，或文件被其他程序占用。$\n$\n请先关闭它，再点“重试”。已录入的内容不会丢失。" /SD IDCANCEL IDCANCEL`
        SetErrorLevel 4
        Quit
      ${EndIf}
    ${Loop}
  ${EndIf}
!macroend

; $1 is the version of the WebView2 runtime, empty when there is none. The
; 64-bit stub sees the machine-wide entry of the 32-bit updater in WOW6432Node.
Function FindWebView2
  ReadRegStr $1 HKLM "SOFTWARE\WOW6432Node\${WEBVIEW2}" "pv"
  ${If} $1 == ""
  ${OrIf} $1 == "0.0.0.0"
    ReadRegStr $1 HKCU "Software\${WEBVIEW2}" "pv"
  ${EndIf}
  ${If} $1 == "0.0.0.0"
    StrCpy $1 ""
  ${EndIf}
FunctionEnd

Function .onInit
  ${IfNot} ${AtLeastWin10}
    MessageBox MB_OK|MB_ICONSTOP "${PRODUCT}需要 Windows 10（64 位）或更新的系统，这台电脑的系统太旧，没有安装任何文件。" /SD IDOK
    SetErrorLevel 3
    Quit
  ${EndIf}
  Call FindWebView2
  ${If} $1 == ""
    ; Silent installation stops, so that whoever rolls it out learns of it.
    ${If} ${Cmd} `MessageBox MB_YESNO|MB_ICONEXCLAMATION "这台电脑没有安装 Microsoft Edge WebView2 运行时，装好后窗口将打不开。$\n$\n请先用微软的离线安装包（x64 独立安装程序）装好 WebView2，再运行本安装程序。$\n暂时装不了的，也可以先装本程序，用开始菜单里的“浏览器方式”使用。$\n$\n现在继续安装吗？" /SD IDNO IDNO`
      SetErrorLevel 2
      Quit
    ${EndIf}
  ${EndIf}
FunctionEnd

Section
  !insertmacro CheckNotRunning "shuangsuiji.exe"
  !insertmacro CheckNotRunning "ssj.exe"
  SetOutPath "$INSTDIR"
  File "${BIN}\shuangsuiji.exe"
  File "${BIN}\ssj.exe"
  WriteUninstaller "$INSTDIR\Uninstall.exe"

  CreateDirectory "$SMPROGRAMS\${PRODUCT}"
  CreateShortcut "$SMPROGRAMS\${PRODUCT}\${PRODUCT}.lnk" "$INSTDIR\shuangsuiji.exe"
  CreateShortcut "$SMPROGRAMS\${PRODUCT}\${PRODUCT}（浏览器方式）.lnk" "$INSTDIR\ssj.exe" "serve --open"
  CreateShortcut "$SMPROGRAMS\${PRODUCT}\卸载${PRODUCT}.lnk" "$INSTDIR\Uninstall.exe"
  CreateShortcut "$DESKTOP\${PRODUCT}.lnk" "$INSTDIR\shuangsuiji.exe"

  WriteRegStr HKCU "${KEY}" "InstallDir" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayName" "${PRODUCT}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayIcon" "$INSTDIR\shuangsuiji.exe"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "Publisher" "${PRODUCT}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "UninstallString" '"$INSTDIR\Uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL_KEY}" "QuietUninstallString" '"$INSTDIR\Uninstall.exe" /S'
  SectionGetSize 0 $0
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "EstimatedSize" $0
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoRepair" 1
SectionEnd

Section "Uninstall"
  !insertmacro CheckNotRunning "shuangsuiji.exe"
  !insertmacro CheckNotRunning "ssj.exe"
  ; Only what the setup wrote, file by file: the folder may hold other things.
  Delete "$INSTDIR\shuangsuiji.exe"
  Delete "$INSTDIR\ssj.exe"
  Delete "$INSTDIR\Uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\${PRODUCT}\${PRODUCT}.lnk"
  Delete "$SMPROGRAMS\${PRODUCT}\${PRODUCT}（浏览器方式）.lnk"
  Delete "$SMPROGRAMS\${PRODUCT}\卸载${PRODUCT}.lnk"
  RMDir "$SMPROGRAMS\${PRODUCT}"
  Delete "$DESKTOP\${PRODUCT}.lnk"
  DeleteRegKey HKCU "${UNINSTALL_KEY}"
  DeleteRegKey HKCU "${KEY}"
  MessageBox MB_OK|MB_ICONINFORMATION "${PRODUCT}已卸载。工作区（检查数据、证据、文书）没有删除，仍在原来的文件夹里。" /SD IDOK
SectionEnd
