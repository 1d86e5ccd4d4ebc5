"""What the packaged program tells Windows and macOS about itself; used by `mirrors.spec`."""

from __future__ import annotations

from typing import Any

IDENTIFIER = "local.mirrors.Mirrors"
COPYRIGHT = "Copyright (c) 2026 The Mirrors authors, MIT licence"
DESCRIPTION = "Mirrors"


def numbers(version: str) -> tuple[int, int, int, int]:
    """The four numbers Windows wants: "0.2.0" is (0, 2, 0, 0), and so is "0.2.0rc1"."""
    found = []
    for part in version.split("+")[0].split(".")[:4]:
        digits = part[: len(part) - len(part.lstrip("0123456789"))]
        found.append(int(digits or 0))
        if digits != part:  # a pre-release mark: what follows is no part of the release
            break
    return tuple((*found, 0, 0, 0, 0)[:4])  # type: ignore[return-value]


def version_strings(version: str, program: str) -> dict[str, str]:
    """The version resource's texts, by Windows' names."""
    return {
        "CompanyName": "The Mirrors authors",
        "FileDescription": DESCRIPTION,
        "FileVersion": version,
        "InternalName": program,
        "LegalCopyright": COPYRIGHT,
        "OriginalFilename": f"{program}.exe",
        "ProductName": "Mirrors",
        "ProductVersion": version,
    }


def version_resource(version: str, program: str) -> Any:
    """The same as PyInstaller's `EXE(version=…)` takes it; PyInstaller must be installed."""
    from PyInstaller.utils.win32 import versioninfo as v

    english, unicode = 0x0409, 1200
    texts = [v.StringStruct(k, text) for k, text in version_strings(version, program).items()]
    table = v.StringTable(f"{english:04X}{unicode:04X}", texts)
    languages = v.VarFileInfo([v.VarStruct("Translation", [english, unicode])])
    fixed = v.FixedFileInfo(filevers=numbers(version), prodvers=numbers(version))
    return v.VSVersionInfo(ffi=fixed, kids=[v.StringFileInfo([table]), languages])


def info_plist(version: str) -> dict[str, Any]:
    """Entries of the application bundle's Info.plist: its version and the files it opens."""
    release = ".".join(map(str, numbers(version)[:3]))
    return {
        "CFBundleDisplayName": "Mirrors",
        "CFBundleShortVersionString": release,
        "CFBundleVersion": release,
        "NSHumanReadableCopyright": COPYRIGHT,
        "NSHighResolutionCapable": True,
        "NSRequiresAquaSystemAppearance": False,  # the dark appearance is followed
        "LSApplicationCategoryType": "public.app-category.education",
        "CFBundleDocumentTypes": [
            {
                "CFBundleTypeName": "Mirrors project",
                "CFBundleTypeRole": "Editor",
                "LSHandlerRank": "Owner",
                "LSItemContentTypes": [f"{IDENTIFIER}.project"],
            },
            {
                "CFBundleTypeName": "Table of numbers",
                "CFBundleTypeRole": "Viewer",
                "LSHandlerRank": "Alternate",
                "LSItemContentTypes": [
                    "public.comma-separated-values-text",
                    "public.tab-separated-values-text",
                ],
            },
        ],
        "UTExportedTypeDeclarations": [
            {
                "UTTypeIdentifier": f"{IDENTIFIER}.project",
                "UTTypeDescription": "Mirrors project",
                "UTTypeConformsTo": ["public.json"],
                "UTTypeTagSpecification": {
                    "public.filename-extension": ["mirrors"],
                    "public.mime-type": ["application/x-mirrors+json"],
                },
            }
        ],
    }
