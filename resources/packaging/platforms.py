"""What the packaged program tells Windows and macOS about itself; used by `mirrors.spec`."""

from __future__ import annotations

from typing import Any

IDENTIFIER = "local.mirrors.Mirrors"
COPYRIGHT = "Copyright (c) 2026 The Mirrors authors, MIT licence"
ENGLISH, UNICODE = 0x0409, 1200  # language and code page of the version resource


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
        "FileDescription": "Mirrors",
        "FileVersion": version,
        "InternalName": program,
        "LegalCopyright": COPYRIGHT,
        "OriginalFilename": f"{program}.exe",
        "ProductName": "Mirrors",
        "ProductVersion": version,
    }


def version_resource(version: str, program: str) -> str:
    """The version resource as the text of the file that PyInstaller's `EXE(version=…)` reads."""
    four = numbers(version)
    texts = ", ".join(
        f"StringStruct({name!r}, {text!r})"
        for name, text in version_strings(version, program).items()
    )
    table = f"StringTable({f'{ENGLISH:04X}{UNICODE:04X}'!r}, [{texts}])"
    languages = f"VarFileInfo([VarStruct('Translation', [{ENGLISH}, {UNICODE}])])"
    fixed = f"FixedFileInfo(filevers={four}, prodvers={four})"
    return f"VSVersionInfo(ffi={fixed}, kids=[StringFileInfo([{table}]), {languages}])\n"


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
