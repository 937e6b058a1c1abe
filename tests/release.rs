//! What a release says of itself is the same in every place.

use std::fs;
use std::path::Path;

/// A file of the project.
fn file(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// What stands between two texts, the first time.
fn between<'a>(text: &'a str, before: &str, after: &str) -> &'a str {
    let found = text.split_once(before).and_then(|(_, rest)| rest.split_once(after));
    found.unwrap_or_else(|| panic!("no {before}…{after}")).0
}

#[test]
fn version_changelog_packages_and_schema_agree() {
    let version = env!("CARGO_PKG_VERSION");
    let changelog = file("CHANGELOG.md");
    assert_eq!(between(&changelog, "\n## ", " "), version, "the changelog's newest entry");
    assert_eq!(between(&file(".packaging/pyproject.toml"), "\nversion = \"", "\""), version);
    assert_eq!(between(&file(".packaging/PKGBUILD"), "\npkgver=", "\n"), version);
    assert_eq!(between(&file(".packaging/trace.rb"), "/archive/v", ".tar.gz"), version);
    let schema = trace::render::json::schema().to_value().to_string();
    let name = between(&schema, "\"const\":\"", "\"");
    assert!(changelog.contains(&format!("(`{name}`)")), "the changelog names {name}");
    assert!(file("README.md").contains(&format!("`{name}`")), "the README names {name}");
    let manual = file("completions/trace.1");
    assert!(manual.contains(&format!("trace {version}")), "the manual is of {version}");
}

#[test]
fn every_package_carries_binary_manual_completions_and_licences() {
    let manifest = file("Cargo.toml");
    let deb = between(&manifest, "[package.metadata.deb]", "[package.metadata.generate-rpm]");
    let rpm = between(&manifest, "[package.metadata.generate-rpm]", "[profile.dev]");
    let wheel = file(".packaging/release");
    let recipes = [
        ("deb", deb.to_owned()),
        ("rpm", rpm.to_owned()),
        ("PKGBUILD", file(".packaging/PKGBUILD")),
        ("Homebrew", file(".packaging/trace.rb")),
        ("wheel", between(&wheel, "wheel() {", "\n}").to_owned()),
    ];
    for (name, recipe) in recipes {
        for part in ["*.1", "trace.bash", "_trace", "trace.fish"] {
            assert!(recipe.contains(&format!("completions/{part}")), "{name} lacks {part}");
        }
    }
    for licence in ["LICENSE-APACHE", "LICENSE-MIT"] {
        for (name, recipe) in [("deb", deb), ("rpm", rpm)] {
            assert!(recipe.contains(licence), "{name} lacks {licence}");
        }
        assert!(file(".packaging/Containerfile").contains(licence));
        assert!(file(".packaging/PKGBUILD").contains(licence));
        assert!(file(".packaging/pyproject.toml").contains(licence));
    }
}

#[test]
fn the_licences_that_are_allowed_are_held_by_a_list() {
    let deny = file(".packaging/deny.toml");
    for never in ["GPL", "AGPL", "SSPL", "BUSL"] {
        assert!(!between(&deny, "allow = [", "]").contains(never), "{never}");
    }
    assert!(
        deny.contains("unknown-registry = \"deny\"") && deny.contains("unknown-git = \"deny\"")
    );
}
