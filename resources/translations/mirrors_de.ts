<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
 <!--
  German. Glossary: feature Merkmal, neuron Neuron, unit Einheit, layer Schicht, network Netz, kink Knick,
  sample and data point Datenpunkt, mirror Spiegel, reflection Spiegelung, mirrored about gespiegelt an,
  weight Gewicht, loss Verlust, objective Zielwert, lower bound untere Schranke, gap Lücke,
  duality gap Dualitätslücke, certificate Zertifikat, dictionary Wörterbuch, optimal function
  optimale Funktion, fit Anpassung, refit Nachanpassung, to pin anheften, start (of training) Start,
  path Pfad, event Ereignis, landscape Landschaft, solver Löser, residual Residuum, forecast Vorhersage,
  baseline Vergleichswert, fold Teil, skip connection Skip-Verbindung, share Anteil, strip Streifen.
  The reader is addressed as Sie. Mnemonics (ampersands) are unique in each menu.
-->
 <context>
  <name>mirrors</name>
  <message>
   <location filename="mirrors_gui/actions/about.py"></location>
   <source>&lt;p&gt;&lt;b&gt;Mirrors&lt;/b&gt; trains small-input deep networks to the certified global optimum and shows why they look as they do.&lt;/p&gt;&lt;p&gt;After E. Zeger, Y. Wang, A. Mishkin, T. Ergen, E. Candès and M. Pilanci, &lt;i&gt;A Library of Mirrors&lt;/i&gt;, arXiv 2403.01046.&lt;/p&gt;</source>
   <translation>&lt;p&gt;&lt;b&gt;Mirrors&lt;/b&gt; trainiert tiefe Netze mit wenigen Eingängen bis zum zertifizierten globalen Optimum und zeigt, warum sie so aussehen.&lt;/p&gt;&lt;p&gt;Nach E. Zeger, Y. Wang, A. Mishkin, T. Ergen, E. Candès und M. Pilanci, &lt;i&gt;A Library of Mirrors&lt;/i&gt;, arXiv 2403.01046.&lt;/p&gt;</translation>
  </message>
  <message>
   <location filename="mirrors_gui/actions/about.py"></location>
   <source>About Mirrors</source>
   <translation>Über Mirrors</translation>
  </message>
  <message>
   <location filename="mirrors_gui/actions/about.py"></location>
   <source>Version {version}</source>
   <translation>Version {version}</translation>
  </message>
  <message>
   <location filename="mirrors_gui/actions/about.py"></location>
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/actions/about.py"></location>
   <source>Close this  (Enter)</source>
   <translation>Dies schließen  (Eingabe)</translation>
  </message>
  <message>
   <location filename="mirrors_gui/actions/data_opening.py"></location>
   <source>Tables ({patterns});;All files (*)</source>
   <translation>Tabellen ({patterns});;Alle Dateien (*)</translation>
  </message>
  <message>
   <location filename="mirrors_gui/actions/data_opening.py"></location>
   <source>pasting</source>
   <translation>dem Einfügen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/actions/data_opening.py"></location>
   <source>The clipboard holds no text: copy columns of numbers first.</source>
   <translation>Die Zwischenablage enthält keinen Text: kopieren Sie zuerst Spalten mit Zahlen.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/actions/data_opening.py"></location>
   <source>Import with a preview</source>
   <translation>Importieren mit Vorschau</translation>
  </message>
  <message>
   <location filename="mirrors_gui/actions/help.py"></location>
   <source>What am I seeing?</source>
   <translation>Was sehe ich?</translation>
  </message>
  <message>
   <location filename="mirrors_gui/actions/help.py"></location>
   <source>Guide to the window</source>
   <translation>Führer durch das Fenster</translation>
  </message>
  <message>
   <location filename="mirrors_gui/actions/help.py"></location>
   <source>Parts of the window</source>
   <translation>Teile des Fensters</translation>
  </message>
  <message>
   <location filename="mirrors_gui/actions/help.py"></location>
   <source>What this part shows</source>
   <translation>Was dieser Teil zeigt</translation>
  </message>
  <message>
   <location filename="mirrors_gui/actions/help.py"></location>
   <source>Keys and gestures</source>
   <translation>Tasten und Gesten</translation>
  </message>
  <message>
   <location filename="mirrors_gui/actions/help.py"></location>
   <source>Views</source>
   <translation>Ansichten</translation>
  </message>
  <message>
   <location filename="mirrors_gui/actions/help.py"></location>
   <source> or </source>
   <translation> oder </translation>
  </message>
  <message>
   <location filename="mirrors_gui/actions/language_menu.py"></location>
   <source>The language changes at the next start</source>
   <translation>Die Sprache wechselt beim nächsten Start</translation>
  </message>
  <message>
   <location filename="mirrors_gui/actions/manual.py"></location>
   <source>Manual</source>
   <translation>Handbuch</translation>
  </message>
  <message>
   <location filename="mirrors_gui/actions/manual.py"></location>
   <source>Pages of the manual</source>
   <translation>Seiten des Handbuchs</translation>
  </message>
  <message>
   <location filename="mirrors_gui/actions/manual.py"></location>
   <source>Page of the manual</source>
   <translation>Seite des Handbuchs</translation>
  </message>
  <message>
   <location filename="mirrors_gui/actions/menus.py"></location>
   <source>System theme</source>
   <translation>Farben wie das System</translation>
  </message>
  <message>
   <location filename="mirrors_gui/actions/menus.py"></location>
   <source>Light theme</source>
   <translation>Helle Farben</translation>
  </message>
  <message>
   <location filename="mirrors_gui/actions/menus.py"></location>
   <source>Dark theme</source>
   <translation>Dunkle Farben</translation>
  </message>
  <message>
   <location filename="mirrors_gui/actions/menus.py"></location>
   <source>&amp;File</source>
   <translation>&amp;Datei</translation>
  </message>
  <message>
   <location filename="mirrors_gui/actions/menus.py"></location>
   <source>&amp;Open …</source>
   <translation>&amp;Öffnen …</translation>
  </message>
  <message>
   <location filename="mirrors_gui/actions/menus.py"></location>
   <source>Open &amp;many …</source>
   <translation>&amp;Viele öffnen …</translation>
  </message>
  <message>
   <location filename="mirrors_gui/actions/menus.py"></location>
   <source>&amp;Import with a preview …</source>
   <translation>&amp;Importieren mit Vorschau …</translation>
  </message>
  <message>
   <location filename="mirrors_gui/actions/menus.py"></location>
   <source>&amp;Paste columns</source>
   <translation>Spalten ein&amp;fügen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/actions/menus.py"></location>
   <source>E&amp;xamples</source>
   <translation>&amp;Beispiele</translation>
  </message>
  <message>
   <location filename="mirrors_gui/actions/menus.py"></location>
   <source>opening {title}</source>
   <translation>dem Öffnen von {title}</translation>
  </message>
  <message>
   <location filename="mirrors_gui/actions/menus.py"></location>
   <source>Example &amp;gallery …</source>
   <translation>&amp;Galerie der Beispiele …</translation>
  </message>
  <message>
   <location filename="mirrors_gui/actions/menus.py"></location>
   <source>Sa&amp;ve project</source>
   <translation>Projekt &amp;speichern</translation>
  </message>
  <message>
   <location filename="mirrors_gui/actions/menus.py"></location>
   <source>Save project &amp;as …</source>
   <translation>Projekt speichern &amp;unter …</translation>
  </message>
  <message>
   <location filename="mirrors_gui/actions/menus.py"></location>
   <source>&amp;Export …</source>
   <translation>E&amp;xportieren …</translation>
  </message>
  <message>
   <location filename="mirrors_gui/actions/menus.py"></location>
   <source>S&amp;hare as a web page …</source>
   <translation>Als &amp;Webseite teilen …</translation>
  </message>
  <message>
   <location filename="mirrors_gui/actions/menus.py"></location>
   <source>Copy &amp;figure</source>
   <translation>&amp;Abbildung kopieren</translation>
  </message>
  <message>
   <location filename="mirrors_gui/actions/menus.py"></location>
   <source>&amp;Quit</source>
   <translation>Bee&amp;nden</translation>
  </message>
  <message>
   <location filename="mirrors_gui/actions/menus.py"></location>
   <source>&amp;Edit</source>
   <translation>&amp;Bearbeiten</translation>
  </message>
  <message>
   <location filename="mirrors_gui/actions/menus.py"></location>
   <source>&amp;View</source>
   <translation>&amp;Ansicht</translation>
  </message>
  <message>
   <location filename="mirrors_gui/actions/menus.py"></location>
   <source>Lan&amp;guage</source>
   <translation>S&amp;prache</translation>
  </message>
  <message>
   <location filename="mirrors_gui/actions/menus.py"></location>
   <source>&amp;Teaching</source>
   <translation>&amp;Unterricht</translation>
  </message>
  <message>
   <location filename="mirrors_gui/actions/menus.py"></location>
   <source>P&amp;in this fit</source>
   <translation>Anpassung an&amp;heften</translation>
  </message>
  <message>
   <location filename="mirrors_gui/actions/menus.py"></location>
   <source>&amp;Left panel</source>
   <translation>&amp;Linke Spalte</translation>
  </message>
  <message>
   <location filename="mirrors_gui/actions/menus.py"></location>
   <source>&amp;Right panel</source>
   <translation>&amp;Rechte Spalte</translation>
  </message>
  <message>
   <location filename="mirrors_gui/actions/menus.py"></location>
   <source>See &amp;all data</source>
   <translation>&amp;Alle Daten zeigen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/actions/menus.py"></location>
   <source>A&amp;xes …</source>
   <translation>A&amp;chsen …</translation>
  </message>
  <message>
   <location filename="mirrors_gui/actions/menus.py"></location>
   <source>Cross&amp;hair in all views</source>
   <translation>&amp;Fadenkreuz in allen Ansichten</translation>
  </message>
  <message>
   <location filename="mirrors_gui/actions/menus.py"></location>
   <source>Lar&amp;ge view</source>
   <translation>&amp;Große Ansicht</translation>
  </message>
  <message>
   <location filename="mirrors_gui/actions/menus.py"></location>
   <source>&amp;Previous event</source>
   <translation>Voriges &amp;Ereignis</translation>
  </message>
  <message>
   <location filename="mirrors_gui/actions/menus.py"></location>
   <source>&amp;Next event</source>
   <translation>&amp;Nächstes Ereignis</translation>
  </message>
  <message>
   <location filename="mirrors_gui/actions/menus.py"></location>
   <source>Pla&amp;y along λ</source>
   <translation>Entlang λ ab&amp;spielen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/actions/menus.py"></location>
   <source>&amp;Cancel</source>
   <translation>Ab&amp;brechen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/actions/menus.py"></location>
   <source>&amp;Help</source>
   <translation>&amp;Hilfe</translation>
  </message>
  <message>
   <location filename="mirrors_gui/actions/menus.py"></location>
   <source>&amp;What am I seeing?</source>
   <translation>&amp;Was sehe ich?</translation>
  </message>
  <message>
   <location filename="mirrors_gui/actions/menus.py"></location>
   <source>&amp;Manual</source>
   <translation>&amp;Handbuch</translation>
  </message>
  <message>
   <location filename="mirrors_gui/actions/menus.py"></location>
   <source>&amp;Start page</source>
   <translation>&amp;Startseite</translation>
  </message>
  <message>
   <location filename="mirrors_gui/actions/menus.py"></location>
   <source>&amp;Lessons</source>
   <translation>&amp;Lektionen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/actions/menus.py"></location>
   <source>&amp;Keys and gestures</source>
   <translation>&amp;Tasten und Gesten</translation>
  </message>
  <message>
   <location filename="mirrors_gui/actions/menus.py"></location>
   <source>Open &amp;log folder</source>
   <translation>&amp;Protokollordner öffnen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/actions/menus.py"></location>
   <source>&amp;About Mirrors</source>
   <translation>Ü&amp;ber Mirrors</translation>
  </message>
  <message>
   <location filename="mirrors_gui/actions/presentation_mode.py"></location>
   <source>Data</source>
   <translation>Daten</translation>
  </message>
  <message>
   <location filename="mirrors_gui/actions/presentation_mode.py"></location>
   <source>Network</source>
   <translation>Netz</translation>
  </message>
  <message>
   <location filename="mirrors_gui/actions/presentation_mode.py"></location>
   <source>Loss and solver</source>
   <translation>Verlust und Löser</translation>
  </message>
  <message>
   <location filename="mirrors_gui/actions/presentation_mode.py"></location>
   <source>λ as a number</source>
   <translation>λ als Zahl</translation>
  </message>
  <message>
   <location filename="mirrors_gui/actions/presentation_mode.py"></location>
   <source>Choosing λ</source>
   <translation>Wahl von λ</translation>
  </message>
  <message>
   <location filename="mirrors_gui/actions/presentation_mode.py"></location>
   <source>Residuals</source>
   <translation>Residuen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/actions/presentation_mode.py"></location>
   <source>Names of the views</source>
   <translation>Namen der Ansichten</translation>
  </message>
  <message>
   <location filename="mirrors_gui/actions/presentation_mode.py"></location>
   <source>Solver and time</source>
   <translation>Löser und Zeit</translation>
  </message>
  <message>
   <location filename="mirrors_gui/actions/presentation_mode.py"></location>
   <source>&amp;Projector</source>
   <translation>&amp;Projektor</translation>
  </message>
  <message>
   <location filename="mirrors_gui/actions/presentation_mode.py"></location>
   <source>&amp;Full screen</source>
   <translation>&amp;Vollbild</translation>
  </message>
  <message>
   <location filename="mirrors_gui/actions/presentation_mode.py"></location>
   <source>&amp;Reduce motion</source>
   <translation>&amp;Weniger Bewegung</translation>
  </message>
  <message>
   <location filename="mirrors_gui/actions/presentation_mode.py"></location>
   <source>Show &amp;everything</source>
   <translation>&amp;Alles zeigen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/actions/undo.py"></location>
   <source>&amp;Undo</source>
   <translation>&amp;Rückgängig</translation>
  </message>
  <message>
   <location filename="mirrors_gui/actions/undo.py"></location>
   <source>&amp;Redo</source>
   <translation>&amp;Wiederholen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/actions/undo.py"></location>
   <source>&amp;Edit points</source>
   <translation>&amp;Punkte bearbeiten</translation>
  </message>
  <message>
   <location filename="mirrors_gui/actions/undo.py"></location>
   <source>E&amp;xclude points</source>
   <translation>Punkte &amp;ausschließen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/actions/undo.py"></location>
   <source>&amp;Include all points</source>
   <translation>Alle Punkte &amp;einschließen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/actions/undo.py"></location>
   <source>&amp;Undo {words}</source>
   <translation>&amp;Rückgängig: {words}</translation>
  </message>
  <message>
   <location filename="mirrors_gui/actions/undo.py"></location>
   <source>&amp;Redo {words}</source>
   <translation>&amp;Wiederholen: {words}</translation>
  </message>
  <message>
   <location filename="mirrors_gui/batch/export.py"></location>
   <source>{name} is there already and would be replaced: choose another name.</source>
   <translation>{name} gibt es schon und würde ersetzt: wählen Sie einen anderen Namen.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/batch/form.py"></location>
   <source>Activation</source>
   <translation>Aktivierung</translation>
  </message>
  <message>
   <location filename="mirrors_gui/batch/form.py"></location>
   <source>The non-linearity of hidden layers</source>
   <translation>Die Nichtlinearität der verdeckten Schichten</translation>
  </message>
  <message>
   <location filename="mirrors_gui/batch/form.py"></location>
   <source>Layers</source>
   <translation>Schichten</translation>
  </message>
  <message>
   <location filename="mirrors_gui/batch/form.py"></location>
   <source>Layers, the linear output layer included</source>
   <translation>Schichten, die lineare Ausgabeschicht eingerechnet</translation>
  </message>
  <message>
   <location filename="mirrors_gui/batch/form.py"></location>
   <source>Rule for λ</source>
   <translation>Regel für λ</translation>
  </message>
  <message>
   <location filename="mirrors_gui/batch/form.py"></location>
   <source>How λ is chosen, for each signal by itself</source>
   <translation>Wie λ gewählt wird, für jedes Signal einzeln</translation>
  </message>
  <message>
   <location filename="mirrors_gui/batch/form.py"></location>
   <source>Value of the rule</source>
   <translation>Wert der Regel</translation>
  </message>
  <message>
   <location filename="mirrors_gui/batch/form.py"></location>
   <source>λ/λmax, or the most kinks or neurons</source>
   <translation>λ/λmax, oder die Höchstzahl von Knicken oder Neuronen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/batch/form.py"></location>
   <source>As in the window</source>
   <translation>Wie im Fenster</translation>
  </message>
  <message>
   <location filename="mirrors_gui/batch/form.py"></location>
   <source>Take network, loss, solver and λ from the main window</source>
   <translation>Netz, Verlust, Löser und λ aus dem Hauptfenster übernehmen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/batch/form.py"></location>
   <source>λ by</source>
   <translation>λ nach</translation>
  </message>
  <message>
   <location filename="mirrors_gui/batch/form.py"></location>
   <source>The number of {rule}</source>
   <translation>Die Anzahl „{rule}“</translation>
  </message>
  <message>
   <location filename="mirrors_gui/batch/form.py"></location>
   <source>{loss} loss</source>
   <translation>Verlust {loss}</translation>
  </message>
  <message>
   <location filename="mirrors_gui/batch/form.py"></location>
   <source>solver {solver}</source>
   <translation>Löser {solver}</translation>
  </message>
  <message>
   <location filename="mirrors_gui/batch/job.py"></location>
   <source>looking for signals</source>
   <translation>Suche nach Signalen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/batch/job.py"></location>
   <source>There are {count} signals, more than the {most} that one list holds: open fewer at once, or use the command mirrors batch.</source>
   <translation>Es sind {count} Signale, mehr als die {most}, die eine Liste fasst: öffnen Sie weniger auf einmal, oder nehmen Sie den Befehl mirrors batch.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/batch/kept.py"></location>
   <source>There is no list from before: open files or a folder.</source>
   <translation>Es gibt keine Liste von vorher: öffnen Sie Dateien oder einen Ordner.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/batch/kept.py"></location>
   <source>reading the last list</source>
   <translation>Lesen der letzten Liste</translation>
  </message>
  <message>
   <location filename="mirrors_gui/batch/layout.py"></location>
   <source>Drop a folder or several files here, or choose them above.

Every signal is fitted by the same network, and λ is chosen for each by the same rule. The columns of one wide table are signals too: open it with a preview and press “Fit every column”.</source>
   <translation>Legen Sie einen Ordner oder mehrere Dateien hier ab, oder wählen Sie sie oben.

Jedes Signal wird mit demselben Netz angepasst, und λ wird für jedes nach derselben Regel gewählt. Auch die Spalten einer breiten Tabelle sind Signale: öffnen Sie sie mit Vorschau und drücken Sie „Jede Spalte anpassen“.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/batch/layout.py"></location>
   <source>Many signals – Mirrors</source>
   <translation>Viele Signale – Mirrors</translation>
  </message>
  <message>
   <location filename="mirrors_gui/batch/layout.py"></location>
   <source>Many signals</source>
   <translation>Viele Signale</translation>
  </message>
  <message>
   <location filename="mirrors_gui/batch/layout.py"></location>
   <source>Files …</source>
   <translation>Dateien …</translation>
  </message>
  <message>
   <location filename="mirrors_gui/batch/layout.py"></location>
   <source>Add several files</source>
   <translation>Mehrere Dateien hinzufügen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/batch/layout.py"></location>
   <source>Folder …</source>
   <translation>Ordner …</translation>
  </message>
  <message>
   <location filename="mirrors_gui/batch/layout.py"></location>
   <source>Add all tables that lie in a folder</source>
   <translation>Alle Tabellen hinzufügen, die in einem Ordner liegen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/batch/layout.py"></location>
   <source>Last list</source>
   <translation>Letzte Liste</translation>
  </message>
  <message>
   <location filename="mirrors_gui/batch/layout.py"></location>
   <source>Open what was listed last, as far as it came</source>
   <translation>Öffnen, was zuletzt aufgeführt war, so weit es kam</translation>
  </message>
  <message>
   <location filename="mirrors_gui/batch/layout.py"></location>
   <source>Every column</source>
   <translation>Jede Spalte</translation>
  </message>
  <message>
   <location filename="mirrors_gui/batch/layout.py"></location>
   <source>Each column of numbers is a signal, not one a file</source>
   <translation>Jede Spalte mit Zahlen ist ein Signal, nicht eine je Datei</translation>
  </message>
  <message>
   <location filename="mirrors_gui/batch/layout.py"></location>
   <source>Filter</source>
   <translation>Filter</translation>
  </message>
  <message>
   <location filename="mirrors_gui/batch/layout.py"></location>
   <source>Show rows with these words; failed, say</source>
   <translation>Zeilen mit diesen Wörtern zeigen, etwa „gescheitert“</translation>
  </message>
  <message>
   <location filename="mirrors_gui/batch/layout.py"></location>
   <source>All cores</source>
   <translation>Alle Kerne</translation>
  </message>
  <message>
   <location filename="mirrors_gui/batch/layout.py"></location>
   <source>Use all cores</source>
   <translation>Alle Kerne nutzen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/batch/layout.py"></location>
   <source>Several processes share the signals. They take some seconds to start, and lines come in groups</source>
   <translation>Mehrere Prozesse teilen sich die Signale. Sie brauchen einige Sekunden zum Starten, und die Zeilen kommen in Gruppen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/batch/layout.py"></location>
   <source>Fit</source>
   <comment>the button</comment>
   <translation>Anpassen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/batch/layout.py"></location>
   <source>Fit what these settings have not yet</source>
   <translation>Anpassen, was mit diesen Einstellungen noch nicht angepasst ist</translation>
  </message>
  <message>
   <location filename="mirrors_gui/batch/layout.py"></location>
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/batch/layout.py"></location>
   <source>Stop; what is done stays  (Esc)</source>
   <translation>Anhalten; was fertig ist, bleibt  (Esc)</translation>
  </message>
  <message>
   <location filename="mirrors_gui/batch/layout.py"></location>
   <source>Progress of the batch</source>
   <translation>Fortschritt des Stapels</translation>
  </message>
  <message>
   <location filename="mirrors_gui/batch/layout.py"></location>
   <source>with the functions</source>
   <translation>mit den Funktionen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/batch/layout.py"></location>
   <source>With the functions</source>
   <translation>Mit den Funktionen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/batch/layout.py"></location>
   <source>Also every piece of every function: start, end, value, slope</source>
   <translation>Auch jedes Stück jeder Funktion: Anfang, Ende, Wert, Steigung</translation>
  </message>
  <message>
   <location filename="mirrors_gui/batch/layout.py"></location>
   <source>Export all …</source>
   <translation>Alles exportieren …</translation>
  </message>
  <message>
   <location filename="mirrors_gui/batch/layout.py"></location>
   <source>All lines as CSV, Parquet, SQLite or JSON, in the order of the signals</source>
   <translation>Alle Zeilen als CSV, Parquet, SQLite oder JSON, in der Reihenfolge der Signale</translation>
  </message>
  <message>
   <location filename="mirrors_gui/batch/layout.py"></location>
   <source>Signals</source>
   <translation>Signale</translation>
  </message>
  <message>
   <location filename="mirrors_gui/batch/opening.py"></location>
   <source>opening {name}</source>
   <translation>dem Öffnen von {name}</translation>
  </message>
  <message>
   <location filename="mirrors_gui/batch/origin.py"></location>
   <source>{names} files and folders</source>
   <translation>{names} Dateien und Ordner</translation>
  </message>
  <message>
   <location filename="mirrors_gui/batch/rows.py"></location>
   <source>kinks, at most</source>
   <translation>Knicke, höchstens</translation>
  </message>
  <message>
   <location filename="mirrors_gui/batch/rows.py"></location>
   <source>neurons, at most</source>
   <translation>Neuronen, höchstens</translation>
  </message>
  <message>
   <location filename="mirrors_gui/batch/rows.py"></location>
   <source>cross-validation, 1 s.e.</source>
   <translation>Kreuzvalidierung, 1 SF</translation>
  </message>
  <message>
   <location filename="mirrors_gui/batch/rows.py"></location>
   <source>cross-validation, least error</source>
   <translation>Kreuzvalidierung, kleinster Fehler</translation>
  </message>
  <message numerus="yes">
   <location filename="mirrors_gui/batch/rows.py"></location>
   <source>kinks</source>
   <comment>behind a number</comment>
   <translation>
    <numerusform>Knick</numerusform>
    <numerusform>Knicke</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="mirrors_gui/batch/rows.py"></location>
   <source>neurons</source>
   <comment>behind a number</comment>
   <translation>
    <numerusform>Neuron</numerusform>
    <numerusform>Neuronen</numerusform>
   </translation>
  </message>
  <message>
   <location filename="mirrors_gui/batch/rows.py"></location>
   <source>CV, 1 s.e.</source>
   <translation>KV, 1 SF</translation>
  </message>
  <message>
   <location filename="mirrors_gui/batch/rows.py"></location>
   <source>CV, least</source>
   <translation>KV, kleinster</translation>
  </message>
  <message>
   <location filename="mirrors_gui/batch/rows.py"></location>
   <source>Signal</source>
   <translation>Signal</translation>
  </message>
  <message>
   <location filename="mirrors_gui/batch/rows.py"></location>
   <source>Name</source>
   <translation>Name</translation>
  </message>
  <message>
   <location filename="mirrors_gui/batch/rows.py"></location>
   <source>Samples</source>
   <translation>Punkte</translation>
  </message>
  <message>
   <location filename="mirrors_gui/batch/rows.py"></location>
   <source>λ rule</source>
   <translation>Regel für λ</translation>
  </message>
  <message>
   <location filename="mirrors_gui/batch/rows.py"></location>
   <source>Neurons</source>
   <translation>Neuronen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/batch/rows.py"></location>
   <source>Certified</source>
   <translation>Zertifiziert</translation>
  </message>
  <message>
   <location filename="mirrors_gui/batch/rows.py"></location>
   <source>Remark</source>
   <translation>Bemerkung</translation>
  </message>
  <message>
   <location filename="mirrors_gui/batch/rows.py"></location>
   <source>Data and optimal function</source>
   <translation>Daten und optimale Funktion</translation>
  </message>
  <message>
   <location filename="mirrors_gui/batch/rows.py"></location>
   <source>File, or column of the table</source>
   <translation>Datei, oder Spalte der Tabelle</translation>
  </message>
  <message>
   <location filename="mirrors_gui/batch/rows.py"></location>
   <source>Samples after cleaning</source>
   <translation>Datenpunkte nach der Bereinigung</translation>
  </message>
  <message>
   <location filename="mirrors_gui/batch/rows.py"></location>
   <source>How λ was chosen</source>
   <translation>Wie λ gewählt wurde</translation>
  </message>
  <message>
   <location filename="mirrors_gui/batch/rows.py"></location>
   <source>λ as a share of the λ from which the fit is constant</source>
   <translation>λ als Anteil des λ, ab dem die Anpassung konstant ist</translation>
  </message>
  <message>
   <location filename="mirrors_gui/batch/rows.py"></location>
   <source>Features with a weight that is not 0</source>
   <translation>Merkmale mit einem Gewicht, das nicht 0 ist</translation>
  </message>
  <message>
   <location filename="mirrors_gui/batch/rows.py"></location>
   <source>Root of the mean squared residual</source>
   <translation>Wurzel des mittleren quadrierten Residuums</translation>
  </message>
  <message>
   <location filename="mirrors_gui/batch/rows.py"></location>
   <source>Share of the variance of the data that the function has</source>
   <translation>Anteil an der Varianz der Daten, den die Funktion hat</translation>
  </message>
  <message>
   <location filename="mirrors_gui/batch/rows.py"></location>
   <source>Whether the optimality is proved to a relative gap of 10⁻⁹</source>
   <translation>Ob die Optimalität bis auf eine relative Lücke von 10⁻⁹ bewiesen ist</translation>
  </message>
  <message>
   <location filename="mirrors_gui/batch/rows.py"></location>
   <source>Why a signal was not fitted, or what should be known of its λ</source>
   <translation>Warum ein Signal nicht angepasst wurde, oder was über sein λ zu wissen ist</translation>
  </message>
  <message>
   <location filename="mirrors_gui/batch/rows.py"></location>
   <source>! failed</source>
   <translation>! Fehler</translation>
  </message>
  <message>
   <location filename="mirrors_gui/batch/rows.py"></location>
   <source>✓ yes</source>
   <translation>✓ ja</translation>
  </message>
  <message>
   <location filename="mirrors_gui/batch/rows.py"></location>
   <source>! no</source>
   <translation>! nein</translation>
  </message>
  <message>
   <location filename="mirrors_gui/batch/table_model.py"></location>
   <source>{tip}. Click to sort</source>
   <translation>{tip}. Klicken sortiert</translation>
  </message>
  <message>
   <location filename="mirrors_gui/batch/table_model.py"></location>
   <source>{name}, picture</source>
   <translation>{name}, Bild</translation>
  </message>
  <message>
   <location filename="mirrors_gui/batch/window.py"></location>
   <source>Open many files</source>
   <translation>Viele Dateien öffnen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/batch/window.py"></location>
   <source>Open all tables of a folder</source>
   <translation>Alle Tabellen eines Ordners öffnen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/batch/window.py"></location>
   <source>All fitted</source>
   <translation>Alle angepasst</translation>
  </message>
  <message>
   <location filename="mirrors_gui/batch/window.py"></location>
   <source>Fit {signals}</source>
   <translation>{signals} anpassen</translation>
  </message>
  <message numerus="yes">
   <location filename="mirrors_gui/batch/window.py"></location>
   <source>signals</source>
   <comment>behind a number</comment>
   <translation>
    <numerusform>Signal</numerusform>
    <numerusform>Signale</numerusform>
   </translation>
  </message>
  <message>
   <location filename="mirrors_gui/batch/window.py"></location>
   <source>{signals} of {title}</source>
   <translation>{signals} aus {title}</translation>
  </message>
  <message>
   <location filename="mirrors_gui/batch/window.py"></location>
   <source>Looking into {title} …</source>
   <translation>Suche in {title} …</translation>
  </message>
  <message>
   <location filename="mirrors_gui/batch/window.py"></location>
   <source>{lines} of {rows} fitted</source>
   <translation>{lines} von {rows} angepasst</translation>
  </message>
  <message>
   <location filename="mirrors_gui/batch/window.py"></location>
   <source>{doubtful} of them NOT certified</source>
   <translation>{doubtful} davon NICHT zertifiziert</translation>
  </message>
  <message>
   <location filename="mirrors_gui/batch/window.py"></location>
   <source>all of them certified</source>
   <translation>alle davon zertifiziert</translation>
  </message>
  <message>
   <location filename="mirrors_gui/batch/window.py"></location>
   <source>{failed} failed</source>
   <translation>{failed} gescheitert</translation>
  </message>
  <message>
   <location filename="mirrors_gui/batch/window.py"></location>
   <source>{files} with other endings left out</source>
   <translation>{files} mit anderen Endungen ausgelassen</translation>
  </message>
  <message numerus="yes">
   <location filename="mirrors_gui/batch/window.py"></location>
   <source>files</source>
   <comment>behind a number</comment>
   <translation>
    <numerusform>Datei</numerusform>
    <numerusform>Dateien</numerusform>
   </translation>
  </message>
  <message>
   <location filename="mirrors_gui/batch/window.py"></location>
   <source>{shown} shown</source>
   <translation>{shown} gezeigt</translation>
  </message>
  <message>
   <location filename="mirrors_gui/batch/window.py"></location>
   <source>Export all</source>
   <translation>Alles exportieren</translation>
  </message>
  <message>
   <location filename="mirrors_gui/batch/window.py"></location>
   <source> and </source>
   <translation> und </translation>
  </message>
  <message>
   <location filename="mirrors_gui/batch/window.py"></location>
   <source>{lines} written to {names}.</source>
   <translation>{lines} nach {names} geschrieben.</translation>
  </message>
  <message numerus="yes">
   <location filename="mirrors_gui/batch/window.py"></location>
   <source>lines</source>
   <comment>behind a number</comment>
   <translation>
    <numerusform>Zeile</numerusform>
    <numerusform>Zeilen</numerusform>
   </translation>
  </message>
  <message>
   <location filename="mirrors_gui/compute/analyses.py"></location>
   <source>mirror map</source>
   <translation>Spiegelkarte</translation>
  </message>
  <message>
   <location filename="mirrors_gui/compute/analyses.py"></location>
   <source>mirror map close up</source>
   <translation>Ausschnitt der Spiegelkarte</translation>
  </message>
  <message>
   <location filename="mirrors_gui/compute/analyses.py"></location>
   <source>lines of the path</source>
   <translation>Linien des Pfads</translation>
  </message>
  <message>
   <location filename="mirrors_gui/compute/analyses.py"></location>
   <source>weight ranges</source>
   <translation>Spannen der Gewichte</translation>
  </message>
  <message>
   <location filename="mirrors_gui/compute/analyses.py"></location>
   <source>optimal band</source>
   <translation>optimales Band</translation>
  </message>
  <message>
   <location filename="mirrors_gui/compute/analyses.py"></location>
   <source>other optimal networks</source>
   <translation>andere optimale Netze</translation>
  </message>
  <message>
   <location filename="mirrors_gui/compute/analyses.py"></location>
   <source>closed forms</source>
   <translation>geschlossene Formeln</translation>
  </message>
  <message>
   <location filename="mirrors_gui/compute/analyses.py"></location>
   <source>networks outside the dictionary</source>
   <translation>Netze außerhalb des Wörterbuchs</translation>
  </message>
  <message>
   <location filename="mirrors_gui/compute/analyses.py"></location>
   <source>pieces of the function</source>
   <translation>Stücke der Funktion</translation>
  </message>
  <message>
   <location filename="mirrors_gui/compute/analyses.py"></location>
   <source>None was found: no two neurons merge into one that bends where no sample is.</source>
   <translation>Es wurde keines gefunden: keine zwei Neuronen lassen sich zu einem verschmelzen, das knickt, wo kein Datenpunkt ist.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/compute/runner.py"></location>
   <source>There is not enough memory: take fewer samples.</source>
   <translation>Der Speicher reicht nicht: nehmen Sie weniger Datenpunkte.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/compute/runner.py"></location>
   <source>Something unexpected went wrong; the log says what.</source>
   <translation>Etwas Unerwartetes ist schiefgegangen; das Protokoll sagt, was.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/crash_reporting/dialog.py"></location>
   <source>Something went wrong</source>
   <translation>Etwas ist schiefgegangen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/crash_reporting/dialog.py"></location>
   <source>Report of an unexpected error</source>
   <translation>Bericht über einen unerwarteten Fehler</translation>
  </message>
  <message>
   <location filename="mirrors_gui/crash_reporting/dialog.py"></location>
   <source>Something unexpected went wrong</source>
   <translation>Etwas Unerwartetes ist schiefgegangen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/crash_reporting/dialog.py"></location>
   <source>Report</source>
   <translation>Bericht</translation>
  </message>
  <message>
   <location filename="mirrors_gui/crash_reporting/dialog.py"></location>
   <source>What is copied: versions, settings and where in the program it happened</source>
   <translation>Was kopiert wird: Versionen, Einstellungen und wo im Programm es geschah</translation>
  </message>
  <message>
   <location filename="mirrors_gui/crash_reporting/dialog.py"></location>
   <source>Details</source>
   <translation>Einzelheiten</translation>
  </message>
  <message>
   <location filename="mirrors_gui/crash_reporting/dialog.py"></location>
   <source>Show the report</source>
   <translation>Den Bericht zeigen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/crash_reporting/dialog.py"></location>
   <source>Copy report</source>
   <translation>Bericht kopieren</translation>
  </message>
  <message>
   <location filename="mirrors_gui/crash_reporting/dialog.py"></location>
   <source>Copy the report, without your data; read it before you pass it on</source>
   <translation>Den Bericht kopieren, ohne Ihre Daten; lesen Sie ihn, bevor Sie ihn weitergeben</translation>
  </message>
  <message>
   <location filename="mirrors_gui/crash_reporting/dialog.py"></location>
   <source>Open log</source>
   <translation>Protokoll öffnen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/crash_reporting/dialog.py"></location>
   <source>Open {log_file} to read it</source>
   <translation>{log_file} zum Lesen öffnen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/crash_reporting/dialog.py"></location>
   <source>Continue</source>
   <translation>Weiter</translation>
  </message>
  <message>
   <location filename="mirrors_gui/crash_reporting/dialog.py"></location>
   <source>Close this and go on  (Enter)</source>
   <translation>Dies schließen und weitermachen  (Eingabe)</translation>
  </message>
  <message>
   <location filename="mirrors_gui/crash_reporting/dialog.py"></location>
   <source>  ({count} errors so far)</source>
   <translation>  (bisher {count} Fehler)</translation>
  </message>
  <message numerus="yes">
   <location filename="mirrors_gui/crash_reporting/dialog.py"></location>
   <source>samples</source>
   <comment>behind a number</comment>
   <translation>
    <numerusform>Datenpunkt</numerusform>
    <numerusform>Datenpunkte</numerusform>
   </translation>
  </message>
  <message>
   <location filename="mirrors_gui/figures/dialog.py"></location>
   <source>Export</source>
   <translation>Exportieren</translation>
  </message>
  <message>
   <location filename="mirrors_gui/figures/dialog.py"></location>
   <source>Put it on the clipboard  (Ctrl+C)</source>
   <translation>In die Zwischenablage legen  (Strg+C)</translation>
  </message>
  <message>
   <location filename="mirrors_gui/figures/dialog.py"></location>
   <source>Copy</source>
   <translation>Kopieren</translation>
  </message>
  <message>
   <location filename="mirrors_gui/figures/dialog.py"></location>
   <source>Save …</source>
   <translation>Speichern …</translation>
  </message>
  <message>
   <location filename="mirrors_gui/figures/dialog.py"></location>
   <source>Save</source>
   <translation>Speichern</translation>
  </message>
  <message>
   <location filename="mirrors_gui/figures/dialog.py"></location>
   <source>Choose a file to save to  (Enter)</source>
   <translation>Eine Datei zum Speichern wählen  (Eingabe)</translation>
  </message>
  <message>
   <location filename="mirrors_gui/figures/dialog.py"></location>
   <source>Save and open …</source>
   <translation>Speichern und öffnen …</translation>
  </message>
  <message>
   <location filename="mirrors_gui/figures/dialog.py"></location>
   <source>Being written …</source>
   <translation>Wird geschrieben …</translation>
  </message>
  <message>
   <location filename="mirrors_gui/figures/dialog.py"></location>
   <source>Being written: {stage}, {fraction:.0f} %</source>
   <translation>Wird geschrieben: {stage}, {fraction:.0f} %</translation>
  </message>
  <message>
   <location filename="mirrors_gui/figures/dialog.py"></location>
   <source>A page of {size} kB, which needs nothing else.</source>
   <translation>Eine Seite von {size} kB, die nichts weiter braucht.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/figures/dialog.py"></location>
   <source>A binary file of {content} bytes.</source>
   <translation>Eine Binärdatei von {content} Bytes.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/figures/dialog.py"></location>
   <source>It is still being written: copy it in a moment.</source>
   <translation>Es wird noch geschrieben: kopieren Sie es gleich.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/figures/dialog.py"></location>
   <source>This is a binary file: save it instead.</source>
   <translation>Dies ist eine Binärdatei: speichern Sie sie stattdessen.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/figures/dialog.py"></location>
   <source>Copied.</source>
   <translation>Kopiert.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/figures/dialog.py"></location>
   <source>{name} is there already: choose that name to replace it.</source>
   <translation>{name} gibt es schon: wählen Sie diesen Namen, um die Datei zu ersetzen.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/figures/dialog.py"></location>
   <source>Saved {name} in {parent}.</source>
   <translation>{name} in {parent} gespeichert.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/figures/dialog.py"></location>
   <source>Saving {name} …</source>
   <translation>{name} wird gespeichert …</translation>
  </message>
  <message>
   <location filename="mirrors_gui/figures/dialog.py"></location>
   <source>There is nothing to export yet: open a signal and wait for its fit.</source>
   <translation>Es gibt noch nichts zu exportieren: öffnen Sie ein Signal und warten Sie auf seine Anpassung.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/figures/dialog.py"></location>
   <source>{name} is not for this network: export the Python function or ONNX model instead.</source>
   <translation>{name} gibt es für dieses Netz nicht: exportieren Sie stattdessen die Python-Funktion oder das ONNX-Modell.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/figures/dialog.py"></location>
   <source>There is no figure yet: open a signal and wait for its fit.</source>
   <translation>Es gibt noch keine Abbildung: öffnen Sie ein Signal und warten Sie auf seine Anpassung.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/figures/dialog.py"></location>
   <source>Figure copied</source>
   <translation>Abbildung kopiert</translation>
  </message>
  <message>
   <location filename="mirrors_gui/figures/form.py"></location>
   <source>Title</source>
   <translation>Titel</translation>
  </message>
  <message>
   <location filename="mirrors_gui/figures/form.py"></location>
   <source>Name, network, λ and certificate above the figure</source>
   <translation>Name, Netz, λ und Zertifikat über der Abbildung</translation>
  </message>
  <message>
   <location filename="mirrors_gui/figures/form.py"></location>
   <source>Legend</source>
   <translation>Legende</translation>
  </message>
  <message>
   <location filename="mirrors_gui/figures/form.py"></location>
   <source>What each mark means, below the figure</source>
   <translation>Was jedes Zeichen bedeutet, unter der Abbildung</translation>
  </message>
  <message>
   <location filename="mirrors_gui/figures/form.py"></location>
   <source>Data minus function, below</source>
   <translation>Daten minus Funktion, darunter</translation>
  </message>
  <message>
   <location filename="mirrors_gui/figures/form.py"></location>
   <source>Kinks</source>
   <translation>Knicke</translation>
  </message>
  <message>
   <location filename="mirrors_gui/figures/form.py"></location>
   <source>Filled at samples, hollow at mirror images</source>
   <translation>Gefüllt an Datenpunkten, hohl an Spiegelpunkten</translation>
  </message>
  <message>
   <location filename="mirrors_gui/figures/form.py"></location>
   <source>Pinned fits</source>
   <translation>Angeheftete Anpassungen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/figures/form.py"></location>
   <source>Those that are drawn in the window, each in its stroke</source>
   <translation>Die im Fenster gezeichnet sind, jede in ihrem Strich</translation>
  </message>
  <message>
   <location filename="mirrors_gui/figures/form.py"></location>
   <source>Bands and refits</source>
   <translation>Bänder und Nachanpassungen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/figures/form.py"></location>
   <source>What the view Uncertainty has computed of this fit</source>
   <translation>Was die Ansicht „Unsicherheit“ zu dieser Anpassung berechnet hat</translation>
  </message>
  <message>
   <location filename="mirrors_gui/figures/form.py"></location>
   <source>Optimal band</source>
   <translation>Optimales Band</translation>
  </message>
  <message>
   <location filename="mirrors_gui/figures/form.py"></location>
   <source>Every value an optimal network can take</source>
   <translation>Jeder Wert, den ein optimales Netz annehmen kann</translation>
  </message>
  <message>
   <location filename="mirrors_gui/figures/form.py"></location>
   <source> Least squares on the kinks of the fit: not certified.</source>
   <translation> Kleinste Quadrate auf den Knicken der Anpassung: nicht zertifiziert.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/figures/form.py"></location>
   <source> Kinks moved from those of the fit: a local optimum, not certified.</source>
   <translation> Knicke von denen der Anpassung aus verschoben: ein lokales Optimum, nicht zertifiziert.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/figures/form.py"></location>
   <source>What to export</source>
   <translation>Was exportiert wird</translation>
  </message>
  <message>
   <location filename="mirrors_gui/figures/form.py"></location>
   <source>Format</source>
   <translation>Format</translation>
  </message>
  <message>
   <location filename="mirrors_gui/figures/form.py"></location>
   <source>The kind of file</source>
   <translation>Die Art der Datei</translation>
  </message>
  <message>
   <location filename="mirrors_gui/figures/form.py"></location>
   <source>Width</source>
   <translation>Breite</translation>
  </message>
  <message>
   <location filename="mirrors_gui/figures/form.py"></location>
   <source>Height</source>
   <translation>Höhe</translation>
  </message>
  <message>
   <location filename="mirrors_gui/figures/form.py"></location>
   <source>Resolution</source>
   <translation>Auflösung</translation>
  </message>
  <message>
   <location filename="mirrors_gui/figures/form.py"></location>
   <source>Colours</source>
   <translation>Farben</translation>
  </message>
  <message>
   <location filename="mirrors_gui/figures/form.py"></location>
   <source>Light for paper</source>
   <translation>Hell für Papier</translation>
  </message>
  <message>
   <location filename="mirrors_gui/figures/form.py"></location>
   <source>Light</source>
   <translation>Hell</translation>
  </message>
  <message>
   <location filename="mirrors_gui/figures/form.py"></location>
   <source>Dark</source>
   <translation>Dunkel</translation>
  </message>
  <message>
   <location filename="mirrors_gui/figures/form.py"></location>
   <source>Model</source>
   <translation>Modell</translation>
  </message>
  <message>
   <location filename="mirrors_gui/figures/form.py"></location>
   <source>The refits are not certified</source>
   <translation>Die Nachanpassungen sind nicht zertifiziert</translation>
  </message>
  <message>
   <location filename="mirrors_gui/figures/form.py"></location>
   <source>As zoomed in the window</source>
   <translation>Ausschnitt wie im Fenster</translation>
  </message>
  <message>
   <location filename="mirrors_gui/figures/form.py"></location>
   <source>The part the plot shows now, not all of the data</source>
   <translation>Der Teil, den die Zeichnung jetzt zeigt, nicht alle Daten</translation>
  </message>
  <message>
   <location filename="mirrors_gui/figures/form.py"></location>
   <source>Numbers have a decimal point.</source>
   <translation>Zahlen haben einen Dezimalpunkt.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/figures/form.py"></location>
   <source>Certified fit</source>
   <translation>Zertifizierte Anpassung</translation>
  </message>
  <message>
   <location filename="mirrors_gui/figures/form.py"></location>
   <source>Relaxed fit</source>
   <translation>Gelockerte Anpassung</translation>
  </message>
  <message>
   <location filename="mirrors_gui/figures/form.py"></location>
   <source>Segmented fit</source>
   <translation>Stückweise Anpassung</translation>
  </message>
  <message>
   <location filename="mirrors_gui/figures/kinds.py"></location>
   <source>Figure of the fit</source>
   <translation>Abbildung der Anpassung</translation>
  </message>
  <message>
   <location filename="mirrors_gui/figures/kinds.py"></location>
   <source>Table of the pinned fits</source>
   <translation>Tabelle der Angehefteten</translation>
  </message>
  <message>
   <location filename="mirrors_gui/figures/kinds.py"></location>
   <source>Table of the forecasts</source>
   <translation>Tabelle der Vorhersagen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/figures/kinds.py"></location>
   <source>Data, function, kinks and residuals, for print.</source>
   <translation>Daten, Funktion, Knicke und Residuen, für den Druck.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/figures/kinds.py"></location>
   <source>Figure of the neurons</source>
   <translation>Abbildung der Neuronen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/figures/kinds.py"></location>
   <source>The share of every neuron in the function.</source>
   <translation>Der Anteil jedes Neurons an der Funktion.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/figures/kinds.py"></location>
   <source>Figure of the network</source>
   <translation>Abbildung des Netzes</translation>
  </message>
  <message>
   <location filename="mirrors_gui/figures/kinds.py"></location>
   <source>Units, layers and weights.</source>
   <translation>Einheiten, Schichten und Gewichte.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/figures/kinds.py"></location>
   <source>One page: figure, network, certificate and settings; refits and bands once the view Uncertainty has computed them.</source>
   <translation>Eine Seite: Abbildung, Netz, Zertifikat und Einstellungen; Nachanpassungen und Bänder, sobald die Ansicht „Unsicherheit“ sie berechnet hat.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/figures/kinds.py"></location>
   <source>One row for each pinned fit: settings, size and errors, all digits.</source>
   <translation>Eine Zeile je angehefteter Anpassung: Einstellungen, Größe und Fehler, alle Stellen.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/figures/kinds.py"></location>
   <source>One row for each time of the test part and after the data, every model, all digits.</source>
   <translation>Eine Zeile für jeden Zeitpunkt des Testteils und nach den Daten, jedes Modell, alle Stellen.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/figures/preview.py"></location>
   <source>Preview of the figure</source>
   <translation>Vorschau der Abbildung</translation>
  </message>
  <message>
   <location filename="mirrors_gui/figures/preview.py"></location>
   <source>Preview of the text</source>
   <translation>Vorschau des Textes</translation>
  </message>
  <message numerus="yes">
   <location filename="mirrors_gui/figures/report.py"></location>
   <source>rows</source>
   <comment>behind a number</comment>
   <translation>
    <numerusform>Zeile</numerusform>
    <numerusform>Zeilen</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="mirrors_gui/figures/report.py"></location>
   <source>smaller neurons</source>
   <comment>behind a number</comment>
   <translation>
    <numerusform>kleineres Neuron</numerusform>
    <numerusform>kleinere Neuronen</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="mirrors_gui/figures/uncertainty.py"></location>
   <source>more kinks</source>
   <comment>behind a number</comment>
   <translation>
    <numerusform>weiterer Knick</numerusform>
    <numerusform>weitere Knicke</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="mirrors_gui/figures/uncertainty.py"></location>
   <source>resampled fits</source>
   <comment>behind a number</comment>
   <translation>
    <numerusform>Anpassung an gezogene Daten</numerusform>
    <numerusform>Anpassungen an gezogene Daten</numerusform>
   </translation>
  </message>
  <message>
   <location filename="mirrors_gui/figures/write.py"></location>
   <source>The picture would have {width} × {height} pixels: keep each side within {largest_side}, or take SVG or PDF.</source>
   <translation>Das Bild hätte {width} × {height} Pixel: halten Sie jede Seite unter {largest_side}, oder nehmen Sie SVG oder PDF.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/figures/write.py"></location>
   <source>There is not enough memory for this picture: take a smaller scale.</source>
   <translation>Der Speicher reicht nicht für dieses Bild: nehmen Sie einen kleineren Maßstab.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/figures/write.py"></location>
   <source>Drawn by Mirrors</source>
   <translation>Gezeichnet von Mirrors</translation>
  </message>
  <message>
   <location filename="mirrors_gui/gallery/panel.py"></location>
   <source>Gallery</source>
   <translation>Galerie</translation>
  </message>
  <message>
   <location filename="mirrors_gui/gallery/panel.py"></location>
   <source>Example gallery</source>
   <translation>Galerie der Beispiele</translation>
  </message>
  <message>
   <location filename="mirrors_gui/gallery/panel.py"></location>
   <source>Examples</source>
   <translation>Beispiele</translation>
  </message>
  <message>
   <location filename="mirrors_gui/gallery/panel.py"></location>
   <source>Double-click to open</source>
   <translation>Doppelklick öffnet</translation>
  </message>
  <message>
   <location filename="mirrors_gui/gallery/panel.py"></location>
   <source>What the theory says</source>
   <translation>Was die Theorie sagt</translation>
  </message>
  <message>
   <location filename="mirrors_gui/gallery/panel.py"></location>
   <source>Signals to explore</source>
   <translation>Signale zum Erkunden</translation>
  </message>
  <message>
   <location filename="mirrors_gui/gallery/panel.py"></location>
   <source>Preview</source>
   <translation>Vorschau</translation>
  </message>
  <message>
   <location filename="mirrors_gui/gallery/panel.py"></location>
   <source>The samples of the signal</source>
   <translation>Die Datenpunkte des Signals</translation>
  </message>
  <message>
   <location filename="mirrors_gui/gallery/panel.py"></location>
   <source>Open</source>
   <translation>Öffnen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/gallery/panel.py"></location>
   <source>Open example</source>
   <translation>Beispiel öffnen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/gallery/panel.py"></location>
   <source>Fit this signal (Enter)</source>
   <translation>Dieses Signal anpassen (Eingabe)</translation>
  </message>
  <message>
   <location filename="mirrors_gui/gallery/panel.py"></location>
   <source>Source: {source}. Licence: {licence}.</source>
   <translation>Quelle: {source}. Lizenz: {licence}.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/gallery/story.py"></location>
   <source>Close; the gallery has it again</source>
   <translation>Schließen; die Galerie hat es wieder</translation>
  </message>
  <message>
   <location filename="mirrors_gui/importing/choices.py"></location>
   <source>Delimiter</source>
   <translation>Trenner</translation>
  </message>
  <message>
   <location filename="mirrors_gui/importing/choices.py"></location>
   <source>What stands between two cells</source>
   <translation>Was zwischen zwei Zellen steht</translation>
  </message>
  <message>
   <location filename="mirrors_gui/importing/choices.py"></location>
   <source>comma  ,</source>
   <translation>Komma  ,</translation>
  </message>
  <message>
   <location filename="mirrors_gui/importing/choices.py"></location>
   <source>semicolon  ;</source>
   <translation>Semikolon  ;</translation>
  </message>
  <message>
   <location filename="mirrors_gui/importing/choices.py"></location>
   <source>tab</source>
   <translation>Tabulator</translation>
  </message>
  <message>
   <location filename="mirrors_gui/importing/choices.py"></location>
   <source>bar  |</source>
   <translation>Strich  |</translation>
  </message>
  <message>
   <location filename="mirrors_gui/importing/choices.py"></location>
   <source>blanks</source>
   <translation>Leerzeichen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/importing/choices.py"></location>
   <source>nothing: one column</source>
   <translation>nichts: eine Spalte</translation>
  </message>
  <message>
   <location filename="mirrors_gui/importing/choices.py"></location>
   <source>Decimals</source>
   <translation>Dezimalen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/importing/choices.py"></location>
   <source>The mark before decimals</source>
   <translation>Das Zeichen vor den Dezimalen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/importing/choices.py"></location>
   <source>point  1.5</source>
   <translation>Punkt  1.5</translation>
  </message>
  <message>
   <location filename="mirrors_gui/importing/choices.py"></location>
   <source>comma  1,5</source>
   <translation>Komma  1,5</translation>
  </message>
  <message>
   <location filename="mirrors_gui/importing/choices.py"></location>
   <source>Thousands</source>
   <translation>Tausender</translation>
  </message>
  <message>
   <location filename="mirrors_gui/importing/choices.py"></location>
   <source>The mark between thousands</source>
   <translation>Das Zeichen zwischen den Tausendern</translation>
  </message>
  <message>
   <location filename="mirrors_gui/importing/choices.py"></location>
   <source>none</source>
   <translation>keine</translation>
  </message>
  <message>
   <location filename="mirrors_gui/importing/choices.py"></location>
   <source>comma  1,000</source>
   <translation>Komma  1,000</translation>
  </message>
  <message>
   <location filename="mirrors_gui/importing/choices.py"></location>
   <source>point  1.000</source>
   <translation>Punkt  1.000</translation>
  </message>
  <message>
   <location filename="mirrors_gui/importing/choices.py"></location>
   <source>blank  1 000</source>
   <translation>Leerzeichen  1 000</translation>
  </message>
  <message>
   <location filename="mirrors_gui/importing/choices.py"></location>
   <source>apostrophe  1'000</source>
   <translation>Apostroph  1'000</translation>
  </message>
  <message>
   <location filename="mirrors_gui/importing/choices.py"></location>
   <source>Names</source>
   <translation>Namen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/importing/choices.py"></location>
   <source>Whether the first line after the skipped ones names the columns</source>
   <translation>Ob die erste Zeile nach den übersprungenen die Spalten benennt</translation>
  </message>
  <message>
   <location filename="mirrors_gui/importing/choices.py"></location>
   <source>in the first line</source>
   <translation>in der ersten Zeile</translation>
  </message>
  <message>
   <location filename="mirrors_gui/importing/choices.py"></location>
   <source>Units</source>
   <translation>Einheiten</translation>
  </message>
  <message>
   <location filename="mirrors_gui/importing/choices.py"></location>
   <source>Whether a line of units follows the names</source>
   <translation>Ob auf die Namen eine Zeile mit Einheiten folgt</translation>
  </message>
  <message>
   <location filename="mirrors_gui/importing/choices.py"></location>
   <source>in the line below</source>
   <translation>in der Zeile darunter</translation>
  </message>
  <message>
   <location filename="mirrors_gui/importing/choices.py"></location>
   <source>Dates</source>
   <translation>Datum</translation>
  </message>
  <message>
   <location filename="mirrors_gui/importing/choices.py"></location>
   <source>How 03/04/2020 is meant</source>
   <translation>Wie 03/04/2020 gemeint ist</translation>
  </message>
  <message>
   <location filename="mirrors_gui/importing/choices.py"></location>
   <source>day first  31/12</source>
   <translation>Tag zuerst  31/12</translation>
  </message>
  <message>
   <location filename="mirrors_gui/importing/choices.py"></location>
   <source>month first  12/31</source>
   <translation>Monat zuerst  12/31</translation>
  </message>
  <message>
   <location filename="mirrors_gui/importing/choices.py"></location>
   <source>Whether numbers that are all dates, such as 20200131 or 202001, are dates</source>
   <translation>Ob Zahlen, die sämtlich Daten sind, wie 20200131 oder 202001, Daten sind</translation>
  </message>
  <message>
   <location filename="mirrors_gui/importing/choices.py"></location>
   <source>a date</source>
   <translation>ein Datum</translation>
  </message>
  <message>
   <location filename="mirrors_gui/importing/choices.py"></location>
   <source>a number</source>
   <translation>eine Zahl</translation>
  </message>
  <message>
   <location filename="mirrors_gui/importing/choices.py"></location>
   <source>Unreadable</source>
   <translation>Unlesbar</translation>
  </message>
  <message>
   <location filename="mirrors_gui/importing/choices.py"></location>
   <source>What becomes of rows with cells such as 1.5k or &lt;3</source>
   <translation>Was mit Zeilen geschieht, in denen Zellen wie 1.5k oder &lt;3 stehen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/importing/choices.py"></location>
   <source>asked about</source>
   <translation>nachfragen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/importing/choices.py"></location>
   <source>left out</source>
   <translation>auslassen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/importing/choices.py"></location>
   <source>Encoding</source>
   <translation>Kodierung</translation>
  </message>
  <message>
   <location filename="mirrors_gui/importing/choices.py"></location>
   <source>How letters are stored in the file</source>
   <translation>Wie Buchstaben in der Datei gespeichert sind</translation>
  </message>
  <message>
   <location filename="mirrors_gui/importing/choices.py"></location>
   <source>Skip lines</source>
   <translation>Davor</translation>
  </message>
  <message>
   <location filename="mirrors_gui/importing/choices.py"></location>
   <source>Lines before the names</source>
   <translation>Zeilen vor den Namen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/importing/choices.py"></location>
   <source>Skip below</source>
   <translation>Darunter</translation>
  </message>
  <message>
   <location filename="mirrors_gui/importing/choices.py"></location>
   <source>Lines between the names or units and the data</source>
   <translation>Zeilen zwischen den Namen oder Einheiten und den Daten</translation>
  </message>
  <message>
   <location filename="mirrors_gui/importing/choices.py"></location>
   <source>Skip last</source>
   <translation>Am Ende</translation>
  </message>
  <message>
   <location filename="mirrors_gui/importing/choices.py"></location>
   <source>Lines at the end, such as totals</source>
   <translation>Zeilen am Ende, etwa Summen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/importing/choices.py"></location>
   <source>Thin</source>
   <translation>Ausdünnen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/importing/choices.py"></location>
   <source>Neighbours that are replaced by their mean, for long series; 1 for none</source>
   <translation>So viele Nachbarn werden durch ihr Mittel ersetzt, für lange Reihen; 1 für keine</translation>
  </message>
  <message>
   <location filename="mirrors_gui/importing/choices.py"></location>
   <source>Missing</source>
   <translation>Fehlend</translation>
  </message>
  <message>
   <location filename="mirrors_gui/importing/choices.py"></location>
   <source>Numbers that mean missing, such as -9999; none for none</source>
   <translation>Zahlen, die „fehlt“ bedeuten, etwa -9999; none für keine</translation>
  </message>
  <message>
   <location filename="mirrors_gui/importing/choices.py"></location>
   <source>Leave out</source>
   <translation>Auslassen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/importing/choices.py"></location>
   <source>Lines to leave out, such as 5, 17-20</source>
   <translation>Zeilen, die ausgelassen werden, etwa 5, 17-20</translation>
  </message>
  <message>
   <location filename="mirrors_gui/importing/choices.py"></location>
   <source>Part</source>
   <translation>Teil</translation>
  </message>
  <message>
   <location filename="mirrors_gui/importing/choices.py"></location>
   <source>Sheet of a workbook, member of an archive, variable or group</source>
   <translation>Blatt einer Arbeitsmappe, Mitglied eines Archivs, Variable oder Gruppe</translation>
  </message>
  <message>
   <location filename="mirrors_gui/importing/choices.py"></location>
   <source>Detected</source>
   <translation>Erkannt</translation>
  </message>
  <message>
   <location filename="mirrors_gui/importing/choices.py"></location>
   <source>Detected: {words}</source>
   <translation>Erkannt: {words}</translation>
  </message>
  <message>
   <location filename="mirrors_gui/importing/choices.py"></location>
   <source>nothing</source>
   <translation>nichts</translation>
  </message>
  <message>
   <location filename="mirrors_gui/importing/choices.py"></location>
   <source>the first with numbers</source>
   <translation>der erste mit Zahlen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/importing/dialog.py"></location>
   <source>row number</source>
   <translation>Zeilennummer</translation>
  </message>
  <message>
   <location filename="mirrors_gui/importing/dialog.py"></location>
   <source>Import {name}</source>
   <translation>{name} importieren</translation>
  </message>
  <message>
   <location filename="mirrors_gui/importing/dialog.py"></location>
   <source>First lines of the file</source>
   <translation>Erste Zeilen der Datei</translation>
  </message>
  <message>
   <location filename="mirrors_gui/importing/dialog.py"></location>
   <source>Reading</source>
   <translation>Lesen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/importing/dialog.py"></location>
   <source>How far reading has come</source>
   <translation>Wie weit das Lesen ist</translation>
  </message>
  <message>
   <location filename="mirrors_gui/importing/dialog.py"></location>
   <source>Columns</source>
   <translation>Spalten</translation>
  </message>
  <message>
   <location filename="mirrors_gui/importing/dialog.py"></location>
   <source>Column of x</source>
   <translation>Spalte von x</translation>
  </message>
  <message>
   <location filename="mirrors_gui/importing/dialog.py"></location>
   <source>The column that runs along x</source>
   <translation>Die Spalte, die entlang x läuft</translation>
  </message>
  <message>
   <location filename="mirrors_gui/importing/dialog.py"></location>
   <source>More columns of x</source>
   <translation>Weitere Spalten von x</translation>
  </message>
  <message>
   <location filename="mirrors_gui/importing/dialog.py"></location>
   <source>Two make a plane</source>
   <translation>Zwei ergeben eine Ebene</translation>
  </message>
  <message>
   <location filename="mirrors_gui/importing/dialog.py"></location>
   <source>Column of y</source>
   <translation>Spalte von y</translation>
  </message>
  <message>
   <location filename="mirrors_gui/importing/dialog.py"></location>
   <source>The column to be fitted</source>
   <translation>Die Spalte, die angepasst wird</translation>
  </message>
  <message>
   <location filename="mirrors_gui/importing/dialog.py"></location>
   <source>Column of weights</source>
   <translation>Spalte der Gewichte</translation>
  </message>
  <message>
   <location filename="mirrors_gui/importing/dialog.py"></location>
   <source>How much each row counts</source>
   <translation>Wie viel jede Zeile zählt</translation>
  </message>
  <message>
   <location filename="mirrors_gui/importing/dialog.py"></location>
   <source>and x</source>
   <translation>und x</translation>
  </message>
  <message>
   <location filename="mirrors_gui/importing/dialog.py"></location>
   <source>Weights</source>
   <translation>Gewichte</translation>
  </message>
  <message>
   <location filename="mirrors_gui/importing/dialog.py"></location>
   <source>Import</source>
   <translation>Importieren</translation>
  </message>
  <message>
   <location filename="mirrors_gui/importing/dialog.py"></location>
   <source>Fit these columns  (Enter)</source>
   <translation>Diese Spalten anpassen  (Eingabe)</translation>
  </message>
  <message>
   <location filename="mirrors_gui/importing/dialog.py"></location>
   <source>Detect again</source>
   <translation>Neu erkennen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/importing/dialog.py"></location>
   <source>Forget every choice made here</source>
   <translation>Jede hier getroffene Wahl vergessen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/importing/dialog.py"></location>
   <source>Change nothing  (Esc)</source>
   <translation>Nichts ändern  (Esc)</translation>
  </message>
  <message>
   <location filename="mirrors_gui/importing/dialog.py"></location>
   <source>Fit every column</source>
   <translation>Jede Spalte anpassen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/importing/dialog.py"></location>
   <source>Every column of numbers but x and the weights is a signal: a list with pictures</source>
   <translation>Jede Spalte mit Zahlen außer x und den Gewichten ist ein Signal: eine Liste mit Bildern</translation>
  </message>
  <message>
   <location filename="mirrors_gui/importing/dialog.py"></location>
   <source>The signal</source>
   <translation>Das Signal</translation>
  </message>
  <message>
   <location filename="mirrors_gui/importing/dialog.py"></location>
   <source>What would be fitted</source>
   <translation>Was angepasst würde</translation>
  </message>
  <message>
   <location filename="mirrors_gui/importing/dialog.py"></location>
   <source>importing {name}</source>
   <translation>dem Importieren von {name}</translation>
  </message>
  <message>
   <location filename="mirrors_gui/importing/preview.py"></location>
   <source>numbers</source>
   <translation>Zahlen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/importing/preview.py"></location>
   <source>times</source>
   <translation>Zeiten</translation>
  </message>
  <message>
   <location filename="mirrors_gui/importing/preview.py"></location>
   <source>text</source>
   <translation>Text</translation>
  </message>
  <message>
   <location filename="mirrors_gui/importing/preview.py"></location>
   <source>This line is skipped</source>
   <translation>Diese Zeile wird übersprungen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/importing/preview.py"></location>
   <source>Names of the columns</source>
   <translation>Namen der Spalten</translation>
  </message>
  <message>
   <location filename="mirrors_gui/importing/preview.py"></location>
   <source>Units of the columns</source>
   <translation>Einheiten der Spalten</translation>
  </message>
  <message>
   <location filename="mirrors_gui/importing/preview.py"></location>
   <source>This line has {width} cells, not {wanted}: it is left out</source>
   <translation>Diese Zeile hat {width} Zellen statt {wanted}: sie wird ausgelassen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/importing/preview.py"></location>
   <source>Neither a number nor missing: the row is left out if this column is used</source>
   <translation>Weder eine Zahl noch fehlend: die Zeile wird ausgelassen, wenn diese Spalte benutzt wird</translation>
  </message>
  <message>
   <location filename="mirrors_gui/importing/preview.py"></location>
   <source>{missing} of {rows} missing</source>
   <translation>{missing} von {rows} fehlen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/importing/preview.py"></location>
   <source>{unreadable} unreadable</source>
   <translation>{unreadable} unlesbar</translation>
  </message>
  <message>
   <location filename="mirrors_gui/importing/reading.py"></location>
   <source>The pasted text</source>
   <translation>Der eingefügte Text</translation>
  </message>
  <message>
   <location filename="mirrors_gui/lessons/bar.py"></location>
   <source>Lesson</source>
   <translation>Lektion</translation>
  </message>
  <message>
   <location filename="mirrors_gui/lessons/bar.py"></location>
   <source>What to look at</source>
   <translation>Worauf man schauen soll</translation>
  </message>
  <message>
   <location filename="mirrors_gui/lessons/bar.py"></location>
   <source>Back</source>
   <translation>Zurück</translation>
  </message>
  <message>
   <location filename="mirrors_gui/lessons/bar.py"></location>
   <source>The step before</source>
   <translation>Der Schritt davor</translation>
  </message>
  <message>
   <location filename="mirrors_gui/lessons/bar.py"></location>
   <source>Next</source>
   <translation>Weiter</translation>
  </message>
  <message>
   <location filename="mirrors_gui/lessons/bar.py"></location>
   <source>The next step</source>
   <translation>Der nächste Schritt</translation>
  </message>
  <message>
   <location filename="mirrors_gui/lessons/bar.py"></location>
   <source>Leave the lesson</source>
   <translation>Die Lektion verlassen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/lessons/bar.py"></location>
   <source>Leave the lesson (in Help)</source>
   <translation>Die Lektion verlassen (sie steht in der Hilfe)</translation>
  </message>
  <message>
   <location filename="mirrors_gui/lessons/bar.py"></location>
   <source>the lesson “{title}”</source>
   <translation>der Lektion „{title}“</translation>
  </message>
  <message>
   <location filename="mirrors_gui/lessons/bar.py"></location>
   <source>{title} · {step} of {steps}</source>
   <translation>{title} · {step} von {steps}</translation>
  </message>
  <message>
   <location filename="mirrors_gui/lessons/bar.py"></location>
   <source>Next lesson</source>
   <translation>Nächste Lektion</translation>
  </message>
  <message>
   <location filename="mirrors_gui/lessons/bar.py"></location>
   <source>Done</source>
   <translation>Fertig</translation>
  </message>
  <message>
   <location filename="mirrors_gui/lessons/content.py"></location>
   <source>Kinks at the data</source>
   <translation>Knicke an den Daten</translation>
  </message>
  <message>
   <location filename="mirrors_gui/lessons/content.py"></location>
   <source>Where the optimal function of a network bends, and why only there.</source>
   <translation>Wo die optimale Funktion eines Netzes knickt, und warum nur dort.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/lessons/content.py"></location>
   <source>Six samples in grey, in blue the optimal function of a two-layer ReLU network. No other network of this kind is through all samples with a smaller norm, the sum of the sizes |z| of its weights.</source>
   <translation>In Grau sechs Datenpunkte, in Blau die optimale Funktion eines ReLU-Netzes mit zwei Schichten. Kein anderes Netz dieser Art geht mit kleinerer Norm, der Summe der Beträge |z| seiner Gewichte, durch alle Datenpunkte.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/lessons/content.py"></location>
   <source>A filled diamond is a kink: the line bends there. Each one is at a sample, here at 5, 7 and 10. That is a theorem, so the network can be found among a few features instead of by luck.</source>
   <translation>Eine gefüllte Raute ist ein Knick: dort biegt die Linie ab. Jeder liegt an einem Datenpunkt, hier bei 5, 7 und 10. Das ist ein Satz, und darum lässt sich das Netz unter wenigen Merkmalen finden statt durch Glück.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/lessons/content.py"></location>
   <source>The features in use, one neuron a row: its weight, and where it bends. Point at a cell to read what it means; click a row to see that neuron everywhere.</source>
   <translation>Die benutzten Merkmale, ein Neuron je Zeile: sein Gewicht, und wo es knickt. Zeigen Sie auf eine Zelle, um zu lesen, was sie bedeutet; ein Klick auf eine Zeile zeigt das Neuron überall.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/lessons/content.py"></location>
   <source>Press the pencil, then drag a sample of the plot up or down: the kinks stay at samples, and the function is the optimal one at every moment. Esc ends it.</source>
   <translation>Drücken Sie den Stift, dann ziehen Sie einen Datenpunkt nach oben oder unten: die Knicke bleiben an Datenpunkten, und die Funktion ist in jedem Augenblick die optimale. Esc beendet es.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/lessons/content.py"></location>
   <source>λ is the price of weight: a neuron stays only while it is worth it. Drag the handle to the left: the function becomes simpler, and the kinks leave one after the other.</source>
   <translation>λ ist der Preis des Gewichts: ein Neuron bleibt nur, solange es ihn wert ist. Ziehen Sie den Griff nach links: die Funktion wird einfacher, und die Knicke verschwinden einer nach dem anderen.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/lessons/content.py"></location>
   <source>Mirrors at depth 3</source>
   <translation>Spiegelungen bei Tiefe 3</translation>
  </message>
  <message>
   <location filename="mirrors_gui/lessons/content.py"></location>
   <source>What a third layer adds: kinks at mirror images of the data.</source>
   <translation>Was eine dritte Schicht hinzufügt: Knicke an Spiegelbildern der Daten.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/lessons/content.py"></location>
   <source>Depth 3 mirrors the data</source>
   <translation>Tiefe 3 spiegelt die Daten</translation>
  </message>
  <message>
   <location filename="mirrors_gui/lessons/content.py"></location>
   <source>One neuron of three |x| layers is through all eight samples. It bends at 7, where there is no sample: the hollow diamond in pink.</source>
   <translation>Ein Neuron aus drei |x|-Schichten geht durch alle acht Datenpunkte. Es knickt bei 7, wo kein Datenpunkt ist: die hohle rosa Raute.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/lessons/content.py"></location>
   <source>Press Build: the axis folds about 4, and the sample at 1 falls onto 7. A layer of |x| is such a fold. The cross at its right ends it.</source>
   <translation>Drücken Sie „Aufbauen“: die Achse wird bei 4 gefaltet, und der Datenpunkt bei 1 fällt auf 7. Eine |x|-Schicht ist eine solche Faltung. Das Kreuz rechts beendet es.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/lessons/content.py"></location>
   <source>Point at the kind in the table: “sample 1 mirrored about 4”. Pink means mirrored, everywhere in this window, and nothing else does.</source>
   <translation>Zeigen Sie auf die Art in der Tabelle: „Datenpunkt 1 gespiegelt an 4“. Rosa bedeutet gespiegelt, überall in diesem Fenster, und nichts anderes.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/lessons/content.py"></location>
   <source>Set Layers to 2: now it takes four neurons and a norm three times as large, and nothing is pink. Set it back to 3.</source>
   <translation>Stellen Sie Schichten auf 2: nun braucht es vier Neuronen und eine dreimal so große Norm, und nichts ist rosa. Stellen Sie es zurück auf 3.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/lessons/content.py"></location>
   <source>The mirror map has a cell for each pair of samples: this one, mirrored about that one. Colour is what such a neuron would gain, full colour its price. The ring is the neuron in use; none gains more: that is the proof.</source>
   <translation>Die Spiegelkarte hat eine Zelle für jedes Paar von Datenpunkten: dieser, gespiegelt an jenem. Die Farbe ist, was ein solches Neuron brächte, die volle Farbe sein Preis. Der Ring ist das benutzte Neuron; keines bringt mehr: das ist der Beweis.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/lessons/content.py"></location>
   <source>The optimum and training</source>
   <translation>Das Optimum und das Training</translation>
  </message>
  <message>
   <location filename="mirrors_gui/lessons/content.py"></location>
   <source>How near ordinary training comes to the certified optimum.</source>
   <translation>Wie nahe gewöhnliches Training dem zertifizierten Optimum kommt.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/lessons/content.py"></location>
   <source>Training finds the mirrors, sometimes</source>
   <translation>Training findet die Spiegel, manchmal</translation>
  </message>
  <message>
   <location filename="mirrors_gui/lessons/content.py"></location>
   <source>“Certified” means proved: no network of this kind, however large, has a smaller objective. The proof does not know how the answer was found. Click it to see the proof.</source>
   <translation>„Zertifiziert“ heißt bewiesen: kein Netz dieser Art, wie groß auch immer, hat einen kleineren Zielwert. Der Beweis weiß nicht, wie die Antwort gefunden wurde. Ein Klick darauf zeigt ihn.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/lessons/content.py"></location>
   <source>Press this button: random starts of the same network, before their first step, with their kinks. The blue line is where they would have to go.</source>
   <translation>Drücken Sie diesen Knopf: zufällige Starts desselben Netzes vor ihrem ersten Schritt, mit ihren Knicken. Die blaue Linie ist, wohin sie müssten.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/lessons/content.py"></location>
   <source>Make single steps with this button, or let them run with the one at its left. Functions and kinks move on the plot.</source>
   <translation>Machen Sie mit diesem Knopf einzelne Schritte, oder lassen Sie sie mit dem Knopf links davon laufen. Funktionen und Knicke bewegen sich in der Zeichnung.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/lessons/content.py"></location>
   <source>How far each start is above the optimum, on a log scale. The line at the bottom is the optimum: no curve can cross it.</source>
   <translation>Wie weit jeder Start über dem Optimum liegt, logarithmisch. Die Linie unten ist das Optimum: keine Kurve kann sie kreuzen.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/lessons/content.py"></location>
   <source>Where a start ends well, its kinks have moved to samples and to mirror images. By chance only a few of them would be there.</source>
   <translation>Wo ein Start gut endet, sind seine Knicke zu Datenpunkten und Spiegelbildern gewandert. Durch Zufall lägen nur wenige dort.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/lessons/content.py"></location>
   <source>What λ trades, and how the data choose it.</source>
   <translation>Was λ gegeneinander abwägt, und wie die Daten es wählen.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/lessons/content.py"></location>
   <source>Outliers and the Huber loss</source>
   <translation>Ausreißer und der Huber-Verlust</translation>
  </message>
  <message>
   <location filename="mirrors_gui/lessons/content.py"></location>
   <source>At the left end a constant, at the right a function through every sample. Drag the handle: the curve behind it is the number of neurons.</source>
   <translation>Am linken Ende eine Konstante, am rechten eine Funktion durch jeden Datenpunkt. Ziehen Sie den Griff: die Kurve dahinter ist die Zahl der Neuronen.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/lessons/content.py"></location>
   <source>Training minimises loss + λ‖z‖₁. Move λ and see what is paid for errors, and what for weight.</source>
   <translation>Training minimiert Verlust + λ‖z‖₁. Bewegen Sie λ und sehen Sie, was für Fehler und was für Gewicht bezahlt wird.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/lessons/content.py"></location>
   <source>Cross-validation fits parts of the data and tests on the rest. Choose one of its rules here, and λ goes there.</source>
   <translation>Kreuzvalidierung passt Teile der Daten an und prüft am Rest. Wählen Sie hier eine ihrer Regeln, und λ geht dorthin.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/lessons/content.py"></location>
   <source>The error on samples that were not fitted, at every λ, with its standard error. The shapes are the rules of that menu; before one of them is chosen there is nothing to see: go back, and choose one.</source>
   <translation>Der Fehler an Datenpunkten, die nicht angepasst wurden, bei jedem λ, mit seinem Standardfehler. Die Formen sind die Regeln jenes Menüs; bevor eine davon gewählt ist, gibt es nichts zu sehen: gehen Sie zurück und wählen Sie eine.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/lessons/content.py"></location>
   <source>Wherever λ comes from, this line says whether the answer is certified. Pin (Ctrl+B) keeps a fit to compare it with others.</source>
   <translation>Woher λ auch kommt, diese Zeile sagt, ob die Antwort zertifiziert ist. Anheften (Strg+B) behält eine Anpassung, um sie mit anderen zu vergleichen.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/lessons/start_page.py"></location>
   <source>How to begin</source>
   <translation>Wie man beginnt</translation>
  </message>
  <message>
   <location filename="mirrors_gui/lessons/start_page.py"></location>
   <source>What can a network make of one column of data?</source>
   <translation>Was kann ein Netz aus einer Spalte Daten machen?</translation>
  </message>
  <message>
   <location filename="mirrors_gui/lessons/start_page.py"></location>
   <source>Mirrors finds the best network there is, proves that it is, and shows why it looks as it does.</source>
   <translation>Mirrors findet das beste Netz, das es gibt, beweist, dass es das ist, und zeigt, warum es so aussieht.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/lessons/start_page.py"></location>
   <source>Look at the Nile</source>
   <translation>Den Nil ansehen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/lessons/start_page.py"></location>
   <source>Close this page; Help has it again</source>
   <translation>Diese Seite schließen; die Hilfe hat sie wieder</translation>
  </message>
  <message>
   <location filename="mirrors_gui/lessons/start_page.py"></location>
   <source>My data</source>
   <translation>Meine Daten</translation>
  </message>
  <message>
   <location filename="mirrors_gui/lessons/start_page.py"></location>
   <source>A CSV file, a spreadsheet, an audio file, and many more. Or drop a file anywhere, or paste columns with Ctrl+V.</source>
   <translation>Eine CSV-Datei, eine Tabellenkalkulation, eine Tondatei und vieles mehr. Oder legen Sie eine Datei irgendwo ab, oder fügen Sie Spalten mit Strg+V ein.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/lessons/start_page.py"></location>
   <source>Open …</source>
   <translation>Öffnen …</translation>
  </message>
  <message>
   <location filename="mirrors_gui/lessons/start_page.py"></location>
   <source>Open a file  (Ctrl+O)</source>
   <translation>Eine Datei öffnen  (Strg+O)</translation>
  </message>
  <message>
   <location filename="mirrors_gui/lessons/start_page.py"></location>
   <source>A lesson</source>
   <translation>Eine Lektion</translation>
  </message>
  <message>
   <location filename="mirrors_gui/lessons/start_page.py"></location>
   <source>Five steps each, on the real controls; leave at any time.</source>
   <translation>Je fünf Schritte, an den wirklichen Reglern; jederzeit zu verlassen.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/lessons/start_page.py"></location>
   <source>The paper</source>
   <translation>Die Arbeit</translation>
  </message>
  <message>
   <location filename="mirrors_gui/lessons/start_page.py"></location>
   <source>A Library of Mirrors (arXiv 2403.01046): its examples and figures, computed, and one entry of the gallery for each of its claims.</source>
   <translation>A Library of Mirrors (arXiv 2403.01046): die Beispiele und Abbildungen, berechnet, und ein Eintrag der Galerie für jede ihrer Aussagen.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/lessons/start_page.py"></location>
   <source>Its claims</source>
   <translation>Ihre Aussagen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/lessons/start_page.py"></location>
   <source>The gallery  (Ctrl+G)</source>
   <translation>Die Galerie  (Strg+G)</translation>
  </message>
  <message>
   <location filename="mirrors_gui/lessons/start_page.py"></location>
   <source>Its examples</source>
   <translation>Ihre Beispiele</translation>
  </message>
  <message>
   <location filename="mirrors_gui/lessons/start_page.py"></location>
   <source>The manual: the paper</source>
   <translation>Das Handbuch: die Arbeit</translation>
  </message>
  <message>
   <location filename="mirrors_gui/lessons/start_page.py"></location>
   <source>Back to the window</source>
   <translation>Zurück zum Fenster</translation>
  </message>
  <message>
   <location filename="mirrors_gui/main_window.py"></location>
   <source>Views of the network</source>
   <translation>Ansichten des Netzes</translation>
  </message>
  <message>
   <location filename="mirrors_gui/main_window.py"></location>
   <source>This window keeps no log.</source>
   <translation>Dieses Fenster führt kein Protokoll.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/main_window.py"></location>
   <source>Pinned: Compare, at the right, has it with the others</source>
   <translation>Angeheftet: „Vergleich“ rechts zeigt sie neben den anderen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/main_window.py"></location>
   <source>closing</source>
   <translation>dem Schließen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/model/answer_analyses.py"></location>
   <source>Stopped. Move λ to compute it again.</source>
   <translation>Angehalten. Bewegen Sie λ, um es neu zu berechnen.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/model/axes.py"></location>
   <source>The ends of an axis must be finite numbers up to 10¹⁰⁰.</source>
   <translation>Die Enden einer Achse müssen endliche Zahlen bis 10¹⁰⁰ sein.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/model/axes.py"></location>
   <source>The {what} axis ends where it begins: give a larger end.</source>
   <translation>Die Achse {what} endet, wo sie beginnt: geben Sie ein größeres Ende an.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/model/axes.py"></location>
   <source>Dates have no logarithm: a logarithmic x needs numbers above 0.</source>
   <translation>Zeiten haben keinen Logarithmus: ein logarithmisches x braucht Zahlen über 0.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/model/axes.py"></location>
   <source>A logarithmic x needs x above 0, and the least here is {least}.</source>
   <translation>Ein logarithmisches x braucht x über 0, und das kleinste hier ist {least}.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/model/axes.py"></location>
   <source>A logarithmic x begins and ends above 0.</source>
   <translation>Ein logarithmisches x beginnt und endet über 0.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/model/document.py"></location>
   <source>Projects (*{suffix})</source>
   <translation>Projekte (*{suffix})</translation>
  </message>
  <message>
   <location filename="mirrors_gui/model/document.py"></location>
   <source>Tables and projects ({patterns});;{projects};;All files (*)</source>
   <translation>Tabellen und Projekte ({patterns});;{projects};;Alle Dateien (*)</translation>
  </message>
  <message>
   <location filename="mirrors_gui/model/document.py"></location>
   <source>Save the changes to {name} before {what}?</source>
   <translation>Die Änderungen an {name} vor {what} speichern?</translation>
  </message>
  <message>
   <location filename="mirrors_gui/model/document.py"></location>
   <source>Save the project, then go on</source>
   <translation>Das Projekt speichern, dann weiter</translation>
  </message>
  <message>
   <location filename="mirrors_gui/model/document.py"></location>
   <source>Discard changes</source>
   <translation>Änderungen verwerfen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/model/document.py"></location>
   <source>Go on; what changed since the last save is lost</source>
   <translation>Weiter; was seit dem letzten Speichern geändert wurde, ist verloren</translation>
  </message>
  <message>
   <location filename="mirrors_gui/model/document.py"></location>
   <source>Stay here; nothing is lost  (Esc)</source>
   <translation>Hier bleiben; nichts geht verloren  (Esc)</translation>
  </message>
  <message>
   <location filename="mirrors_gui/model/document.py"></location>
   <source>Other data were opened meanwhile: nothing was saved.</source>
   <translation>Inzwischen wurden andere Daten geöffnet: nichts wurde gespeichert.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/model/document.py"></location>
   <source>Save project</source>
   <translation>Projekt speichern</translation>
  </message>
  <message>
   <location filename="mirrors_gui/model/document.py"></location>
   <source>{name} was not saved, as another program has changed it: undo the opening of other data, then save under another name.</source>
   <translation>{name} wurde nicht gespeichert, da ein anderes Programm es geändert hat: machen Sie das Öffnen anderer Daten rückgängig, dann speichern Sie unter einem anderen Namen.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/model/document.py"></location>
   <source>{name} was changed by another program or window since it was opened here. Save over those changes?</source>
   <translation>{name} wurde von einem anderen Programm oder Fenster geändert, seit es hier geöffnet wurde. Über diese Änderungen speichern?</translation>
  </message>
  <message>
   <location filename="mirrors_gui/model/document.py"></location>
   <source>Save as …</source>
   <translation>Speichern unter …</translation>
  </message>
  <message>
   <location filename="mirrors_gui/model/document.py"></location>
   <source>Choose another file; both are kept</source>
   <translation>Eine andere Datei wählen; beide bleiben</translation>
  </message>
  <message>
   <location filename="mirrors_gui/model/document.py"></location>
   <source>Save over</source>
   <translation>Darüber speichern</translation>
  </message>
  <message>
   <location filename="mirrors_gui/model/document.py"></location>
   <source>What the other program wrote is lost</source>
   <translation>Was das andere Programm schrieb, ist verloren</translation>
  </message>
  <message>
   <location filename="mirrors_gui/model/document.py"></location>
   <source>Nothing is saved, nothing lost  (Esc)</source>
   <translation>Nichts wird gespeichert, nichts geht verloren  (Esc)</translation>
  </message>
  <message>
   <location filename="mirrors_gui/model/pins/pins.py"></location>
   <source>{most} fits are pinned, as many as can be told apart: remove one first.</source>
   <translation>{most} Anpassungen sind angeheftet, so viele, wie sich unterscheiden lassen: entfernen Sie zuerst eine.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/model/pins/pins.py"></location>
   <source>pinning</source>
   <translation>Anheften</translation>
  </message>
  <message>
   <location filename="mirrors_gui/model/pins/pins.py"></location>
   <source>removal of {name}</source>
   <translation>Entfernen von {name}</translation>
  </message>
  <message>
   <location filename="mirrors_gui/model/pins/pins.py"></location>
   <source>renaming of {name}</source>
   <translation>Umbenennen von {name}</translation>
  </message>
  <message>
   <location filename="mirrors_gui/model/pins/pins.py"></location>
   <source>showing of a pin</source>
   <translation>Zeigen einer angehefteten Anpassung</translation>
  </message>
  <message>
   <location filename="mirrors_gui/model/pins/pins.py"></location>
   <source>hiding of a pin</source>
   <translation>Verbergen einer angehefteten Anpassung</translation>
  </message>
  <message>
   <location filename="mirrors_gui/model/pins/pins.py"></location>
   <source>{network}, λ {share}</source>
   <translation>{network}, λ {share}</translation>
  </message>
  <message>
   <location filename="mirrors_gui/model/pins/storage.py"></location>
   <source>two pinned fits have one stroke</source>
   <translation>zwei angeheftete Anpassungen haben denselben Strich</translation>
  </message>
  <message>
   <location filename="mirrors_gui/model/pins/storage.py"></location>
   <source>a pinned fit is of other inputs than the data</source>
   <translation>eine angeheftete Anpassung hat andere Eingänge als die Daten</translation>
  </message>
  <message>
   <location filename="mirrors_gui/model/pins/storage.py"></location>
   <source>a pinned fit is not valid</source>
   <translation>eine angeheftete Anpassung ist ungültig</translation>
  </message>
  <message>
   <location filename="mirrors_gui/model/pins/storage.py"></location>
   <source>the data of a pinned fit are not valid</source>
   <translation>die Daten einer angehefteten Anpassung sind ungültig</translation>
  </message>
  <message>
   <location filename="mirrors_gui/model/pins/storage.py"></location>
   <source>the error of a pinned fit is not valid</source>
   <translation>der Fehler einer angehefteten Anpassung ist ungültig</translation>
  </message>
  <message>
   <location filename="mirrors_gui/model/pins/storage.py"></location>
   <source>λ is not between 0 and λmax</source>
   <translation>λ liegt nicht zwischen 0 und λmax</translation>
  </message>
  <message>
   <location filename="mirrors_gui/model/pins/storage.py"></location>
   <source>the loss or the solver is not valid</source>
   <translation>der Verlust oder der Löser ist ungültig</translation>
  </message>
  <message>
   <location filename="mirrors_gui/model/pins/storage.py"></location>
   <source>the network is not valid</source>
   <translation>das Netz ist ungültig</translation>
  </message>
  <message>
   <location filename="mirrors_gui/model/presets.py"></location>
   <source>a formula, free to use</source>
   <translation>eine Formel, frei zu verwenden</translation>
  </message>
  <message>
   <location filename="mirrors_gui/model/presets.py"></location>
   <source>opening of {title}</source>
   <translation>Öffnen von {title}</translation>
  </message>
  <message>
   <location filename="mirrors_gui/model/presets.py"></location>
   <source>a formula</source>
   <translation>eine Formel</translation>
  </message>
  <message>
   <location filename="mirrors_gui/model/presets.py"></location>
   <source>random samples, chosen for their wide band</source>
   <translation>zufällige Datenpunkte, wegen ihres breiten Bandes gewählt</translation>
  </message>
  <message>
   <location filename="mirrors_gui/model/presets.py"></location>
   <source>E. Zeger et al., A Library of Mirrors (2024), arXiv 2403.01046</source>
   <translation>E. Zeger et al., A Library of Mirrors (2024), arXiv 2403.01046</translation>
  </message>
  <message>
   <location filename="mirrors_gui/model/presets.py"></location>
   <source>Two ReLU layers through six points with the least norm: every kink of the optimal function sits at a sample, here 5, 7 and 10. It is a Lasso over ramps, so no training by luck is needed. Norm 2.</source>
   <translation>Zwei ReLU-Schichten durch sechs Punkte mit der kleinsten Norm: jeder Knick der optimalen Funktion liegt an einem Datenpunkt, hier bei 5, 7 und 10. Es ist ein Lasso über Rampen, und so braucht es kein Training mit Glück. Norm 2.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/model/presets.py"></location>
   <source>One neuron of three |x| layers fits all of this with norm 1, and bends at 7, where there is no sample: 1 mirrored about 4. Set Layers to 2 and it takes four neurons and norm 3. Hover the hollow diamond to see its mirror.</source>
   <translation>Ein Neuron aus drei |x|-Schichten trifft all dies mit Norm 1 und knickt bei 7, wo kein Datenpunkt ist: 1 gespiegelt an 4. Stellen Sie Schichten auf 2, und es braucht vier Neuronen und Norm 3. Zeigen Sie auf die hohle Raute, um ihren Spiegel zu sehen.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/model/presets.py"></location>
   <source>| |x − 4| − 3 | at eight points</source>
   <translation>| |x − 4| − 3 | an acht Punkten</translation>
  </message>
  <message>
   <location filename="mirrors_gui/model/presets.py"></location>
   <source>Depth 4 mirrors the mirrors</source>
   <translation>Tiefe 4 spiegelt die Spiegel</translation>
  </message>
  <message>
   <location filename="mirrors_gui/model/presets.py"></location>
   <source>A fourth layer reflects what the third has reflected: one neuron, seven kinks, four of them where no sample is. With three layers the optimal network needs nine neurons and nearly twice the norm.</source>
   <translation>Eine vierte Schicht spiegelt, was die dritte gespiegelt hat: ein Neuron, sieben Knicke, vier davon, wo kein Datenpunkt ist. Mit drei Schichten braucht das optimale Netz neun Neuronen und fast die doppelte Norm.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/model/presets.py"></location>
   <source>| | |x − 5| − 3 | − 1 | at eleven points</source>
   <translation>| | |x − 5| − 3 | − 1 | an elf Punkten</translation>
  </message>
  <message>
   <location filename="mirrors_gui/model/presets.py"></location>
   <source>Depths 2, 3 and 4 side by side</source>
   <translation>Tiefen 2, 3 und 4 nebeneinander</translation>
  </message>
  <message>
   <location filename="mirrors_gui/model/presets.py"></location>
   <source>Three fits of one signal at λ = 5 % of their λmax are pinned: each layer reflects once more, so that the same price of weight buys a closer fit with a smaller norm. Compare has their numbers; click one to go to that network.</source>
   <translation>Drei Anpassungen eines Signals bei λ = 5 % ihres λmax sind angeheftet: jede Schicht spiegelt einmal mehr, und so kauft derselbe Preis des Gewichts eine engere Anpassung mit kleinerer Norm. „Vergleich“ hat ihre Zahlen; ein Klick führt zu jenem Netz.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/model/presets.py"></location>
   <source>Depth 2</source>
   <translation>Tiefe 2</translation>
  </message>
  <message>
   <location filename="mirrors_gui/model/presets.py"></location>
   <source>Depth 3</source>
   <translation>Tiefe 3</translation>
  </message>
  <message>
   <location filename="mirrors_gui/model/presets.py"></location>
   <source>Depth 4</source>
   <translation>Tiefe 4</translation>
  </message>
  <message>
   <location filename="mirrors_gui/model/presets.py"></location>
   <source>ReLU: depth beyond 3 adds nothing</source>
   <translation>ReLU: Tiefe über 3 fügt nichts hinzu</translation>
  </message>
  <message>
   <location filename="mirrors_gui/model/presets.py"></location>
   <source>From two to three layers the norm falls from 2 to 1. Now raise Layers to 4, 8 or 50: the dictionary, the function and its norm stay as they are.</source>
   <translation>Von zwei auf drei Schichten fällt die Norm von 2 auf 1. Nun erhöhen Sie Schichten auf 4, 8 oder 50: Wörterbuch, Funktion und Norm bleiben, wie sie sind.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/model/presets.py"></location>
   <source>Sign trees: one unit, five switches</source>
   <translation>Vorzeichenbäume: fünf Sprünge</translation>
  </message>
  <message>
   <location filename="mirrors_gui/model/presets.py"></location>
   <source>One unit of a four-layer sign tree, 3 neurons over 2, follows all six runs of this wave. Two layers need five units, each with one switch. Its dictionary is priced without ever being listed: try Widths 9,9 on a longer signal.</source>
   <translation>Eine Einheit eines vierschichtigen Vorzeichenbaums, 3 Neuronen über 2, folgt allen sechs Läufen dieser Welle. Zwei Schichten brauchen fünf Einheiten mit je einem Sprung. Ihr Wörterbuch wird bepreist, ohne je aufgezählt zu werden: versuchen Sie Breiten 9,9 an einem längeren Signal.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/model/presets.py"></location>
   <source>square wave, a formula</source>
   <translation>Rechteckwelle, eine Formel</translation>
  </message>
  <message>
   <location filename="mirrors_gui/model/presets.py"></location>
   <source>Square wave in closed form</source>
   <translation>Rechteckwelle in geschlossener Form</translation>
  </message>
  <message>
   <location filename="mirrors_gui/model/presets.py"></location>
   <source>For this signal the optimal two-layer sign network is known in closed form: every run shrinks towards 0 as λ grows, the two end runs half as fast. Under By formula its value stands beside the solver's.</source>
   <translation>Für dieses Signal ist das optimale zweischichtige Vorzeichennetz in geschlossener Form bekannt: jeder Lauf schrumpft gegen 0, während λ wächst, die beiden äußeren halb so schnell. Unter „Nach Formel“ steht der Wert neben dem des Lösers.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/model/presets.py"></location>
   <source>Press Train: ordinary training of the same network starts at random and never ends below the certified optimum. Where it does well, its kinks have moved to the data points and to their mirror image at 7.</source>
   <translation>Drücken Sie „Trainieren“: gewöhnliches Training desselben Netzes beginnt zufällig und endet nie unter dem zertifizierten Optimum. Wo es gut geht, sind die Knicke zu den Datenpunkten und zu ihrem Spiegelbild bei 7 gewandert.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/model/presets.py"></location>
   <source>Autoregression of sunspots</source>
   <translation>Autoregression der Sonnenflecken</translation>
  </message>
  <message>
   <location filename="mirrors_gui/model/presets.py"></location>
   <source>Press Forecast: the next year's sunspots become a function of this year's, a convex network of one lag. Errors shows how it does on years it has not seen, beside the baselines.</source>
   <translation>Drücken Sie „Vorhersage“: die Sonnenflecken des nächsten Jahres werden eine Funktion derer dieses Jahres, ein konvexes Netz mit einem Lag. „Fehler“ zeigt, wie gut es in Jahren ist, die es nicht gesehen hat, neben den Vergleichswerten.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/model/presets.py"></location>
   <source>National Geophysical Data Center, by way of statsmodels</source>
   <translation>National Geophysical Data Center, über statsmodels</translation>
  </message>
  <message>
   <location filename="mirrors_gui/model/presets.py"></location>
   <source>public domain</source>
   <translation>gemeinfrei</translation>
  </message>
  <message>
   <location filename="mirrors_gui/model/presets.py"></location>
   <source>The same line with three wild points. Under Loss choose squared to see them pull the function away; huber pays for them only in proportion to their distance.</source>
   <translation>Dieselbe Gerade mit drei Ausreißern. Wählen Sie unter Verlust „quadratisch“, um zu sehen, wie sie die Funktion wegziehen; Huber zahlt für sie nur im Verhältnis zu ihrem Abstand.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/model/presets.py"></location>
   <source>a formula with three outliers</source>
   <translation>eine Formel mit drei Ausreißern</translation>
  </message>
  <message>
   <location filename="mirrors_gui/model/presets.py"></location>
   <source>Many optimal networks</source>
   <translation>Viele optimale Netze</translation>
  </message>
  <message>
   <location filename="mirrors_gui/model/presets.py"></location>
   <source>Six samples that leave the function between them open: the shaded band holds every optimal network of three |x| layers. Landscape shows how the weights may move, and draws others that are as good.</source>
   <translation>Sechs Datenpunkte, zwischen denen die Funktion offen bleibt: das schattierte Band enthält jedes optimale Netz aus drei |x|-Schichten. „Landschaft“ zeigt, wie sich die Gewichte bewegen können, und zeichnet andere, die ebenso gut sind.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/model/presets.py"></location>
   <source>chosen among random samples for its wide band</source>
   <translation>aus zufälligen Datenpunkten wegen ihres breiten Bandes gewählt</translation>
  </message>
  <message>
   <location filename="mirrors_gui/model/presets.py"></location>
   <source>Two networks, one optimum</source>
   <translation>Zwei Netze, ein Optimum</translation>
  </message>
  <message>
   <location filename="mirrors_gui/model/presets.py"></location>
   <source>Three ReLU layers meet these points with norm 1 by the ramps from 5 to 7 and from 5 to 10, weighted 2/3 and 1/3. A single ramp from 5 to 8 has norm 1 too, but bends at 8, where no sample is: press Outside the dictionary to draw it. The dictionary always holds an optimal network, not all of them.</source>
   <translation>Drei ReLU-Schichten treffen diese Punkte mit Norm 1 durch die Rampen von 5 bis 7 und von 5 bis 10, mit Gewichten 2/3 und 1/3. Eine einzige Rampe von 5 bis 8 hat auch Norm 1, knickt aber bei 8, wo kein Datenpunkt ist: drücken Sie „Außerhalb“, um sie zu zeichnen. Das Wörterbuch enthält stets ein optimales Netz, nicht alle.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/model/project/data_references.py"></location>
   <source>the reference to its data is not valid</source>
   <translation>der Verweis auf seine Daten ist ungültig</translation>
  </message>
  <message>
   <location filename="mirrors_gui/model/project/data_references.py"></location>
   <source>{source} has changed since {name} was saved: open it anew as data.</source>
   <translation>{source} hat sich geändert, seit {name} gespeichert wurde: öffnen Sie es neu als Daten.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/model/project/data_references.py"></location>
   <source>{name} refers to {stated}, which is not there: put the file back, or open the data anew.</source>
   <translation>{name} verweist auf {stated}, das nicht da ist: legen Sie die Datei zurück, oder öffnen Sie die Daten neu.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/model/project/project.py"></location>
   <source>{name} would be larger than {file_most} MB: save the data as a CSV file and open them from there.</source>
   <translation>{name} wäre größer als {file_most} MB: speichern Sie die Daten als CSV-Datei und öffnen Sie sie von dort.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/model/project/project.py"></location>
   <source>{name} does not fit into memory.</source>
   <translation>{name} passt nicht in den Speicher.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/model/project/project.py"></location>
   <source>{name} cannot be opened: {error}</source>
   <translation>{name} kann nicht geöffnet werden: {error}</translation>
  </message>
  <message>
   <location filename="mirrors_gui/model/project/project.py"></location>
   <source>its entries do not fit together</source>
   <translation>seine Einträge passen nicht zusammen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/model/project/project.py"></location>
   <source>{name} is not a project of Mirrors: open it as data if it holds any.</source>
   <translation>{name} ist kein Projekt von Mirrors: öffnen Sie es als Daten, wenn es welche enthält.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/model/project/project.py"></location>
   <source>it does not say which version it is</source>
   <translation>es sagt nicht, welche Version es ist</translation>
  </message>
  <message>
   <location filename="mirrors_gui/model/project/project.py"></location>
   <source>{name} was written by a newer Mirrors (format {version}, this one reads up to {goal}): update Mirrors to open it.</source>
   <translation>{name} wurde von einem neueren Mirrors geschrieben (Format {version}, dieses liest bis {goal}): aktualisieren Sie Mirrors, um es zu öffnen.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/model/project/text.py"></location>
   <source>{path} is not a file: choose a project file.</source>
   <translation>{path} ist keine Datei: wählen Sie eine Projektdatei.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/model/project/text.py"></location>
   <source>{name} has {st_size} MB, more than the {file_most} MB of the largest project: choose another file.</source>
   <translation>{name} hat {st_size} MB, mehr als die {file_most} MB des größten Projekts: wählen Sie eine andere Datei.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/model/project/text.py"></location>
   <source>{path} cannot be read ({strerror}): choose another file.</source>
   <translation>{path} kann nicht gelesen werden ({strerror}): wählen Sie eine andere Datei.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/model/project/text.py"></location>
   <source>{name} grows while it is read: choose another file.</source>
   <translation>{name} wächst, während es gelesen wird: wählen Sie eine andere Datei.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/model/project/text.py"></location>
   <source>{name} is not a project of Mirrors: it is not text.</source>
   <translation>{name} ist kein Projekt von Mirrors: es ist kein Text.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/model/project/text.py"></location>
   <source>it is nested too deeply</source>
   <translation>es ist zu tief verschachtelt</translation>
  </message>
  <message>
   <location filename="mirrors_gui/model/project/text.py"></location>
   <source>line {lineno}, column {colno}</source>
   <translation>Zeile {lineno}, Spalte {colno}</translation>
  </message>
  <message>
   <location filename="mirrors_gui/model/project/text.py"></location>
   <source>it breaks off or is garbled at {where}</source>
   <translation>es bricht ab oder ist entstellt bei {where}</translation>
  </message>
  <message>
   <location filename="mirrors_gui/model/project/text.py"></location>
   <source>it holds a number out of range</source>
   <translation>es enthält eine Zahl außerhalb des Bereichs</translation>
  </message>
  <message>
   <location filename="mirrors_gui/model/project/text.py"></location>
   <source>{name} needs some {amount:.0f} MB of memory, of which {free:.0f} MB are free: close other programs or open it on another computer.</source>
   <translation>{name} braucht etwa {amount:.0f} MB Speicher, von denen {free:.0f} MB frei sind: schließen Sie andere Programme, oder öffnen Sie es auf einem anderen Rechner.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/model/project/text.py"></location>
   <source>{name} is damaged: {why}. Open an older copy of it.</source>
   <translation>{name} ist beschädigt: {why}. Öffnen Sie eine ältere Kopie davon.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/model/project/writer.py"></location>
   <source>There is not enough memory to write {name}.</source>
   <translation>Der Speicher reicht nicht, um {name} zu schreiben.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/model/project/writer.py"></location>
   <source>{name} could not be written; the log says why.</source>
   <translation>{name} konnte nicht geschrieben werden; das Protokoll sagt, warum.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/model/question_model.py"></location>
   <source>opening of {name}</source>
   <translation>Öffnen von {name}</translation>
  </message>
  <message>
   <location filename="mirrors_gui/model/question_model.py"></location>
   <source>data</source>
   <translation>Daten</translation>
  </message>
  <message>
   <location filename="mirrors_gui/model/question_model.py"></location>
   <source>edit of the data</source>
   <translation>Bearbeiten der Daten</translation>
  </message>
  <message>
   <location filename="mirrors_gui/model/question_model.py"></location>
   <source>change of the network</source>
   <translation>Wechsel des Netzes</translation>
  </message>
  <message>
   <location filename="mirrors_gui/model/question_model.py"></location>
   <source>change of the loss</source>
   <translation>Wechsel des Verlusts</translation>
  </message>
  <message>
   <location filename="mirrors_gui/model/question_model.py"></location>
   <source>change of the solver</source>
   <translation>Wechsel des Lösers</translation>
  </message>
  <message>
   <location filename="mirrors_gui/model/question_model.py"></location>
   <source>change of λ</source>
   <translation>Änderung von λ</translation>
  </message>
  <message>
   <location filename="mirrors_gui/model/question_model.py"></location>
   <source>return to {name}</source>
   <translation>Rückkehr zu {name}</translation>
  </message>
  <message>
   <location filename="mirrors_gui/model/remedied.py"></location>
   <source>change of the settings</source>
   <translation>Änderung der Einstellungen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/model/remedied.py"></location>
   <source>thinning of the data</source>
   <translation>Ausdünnen der Daten</translation>
  </message>
  <message>
   <location filename="mirrors_gui/model/session.py"></location>
   <source>It was stopped before there was an answer: change λ or the network to start again.</source>
   <translation>Es wurde angehalten, bevor es eine Antwort gab: ändern Sie λ oder das Netz, um neu zu beginnen.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/model/session.py"></location>
   <source>opening the data</source>
   <translation>dem Öffnen der Daten</translation>
  </message>
  <message>
   <location filename="mirrors_gui/model/session.py"></location>
   <source>opening of a project</source>
   <translation>Öffnen eines Projekts</translation>
  </message>
  <message>
   <location filename="mirrors_gui/model/session.py"></location>
   <source>change of columns</source>
   <translation>Wechsel der Spalten</translation>
  </message>
  <message>
   <location filename="mirrors_gui/model/session.py"></location>
   <source>cancelling</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/model/table_signal.py"></location>
   <source>Reading {name}</source>
   <translation>Lesen von {name}</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/certificate/closed_forms.py"></location>
   <source>Closed forms</source>
   <translation>Geschlossene Formeln</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/certificate/closed_forms.py"></location>
   <source>By formula</source>
   <translation>Nach Formel</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/certificate/closed_forms.py"></location>
   <source>{quantity}: {size} values</source>
   <translation>{quantity}: {size} Werte</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/certificate/closed_forms.py"></location>
   <source>{words}, solver {solver}</source>
   <translation>{words}, Löser {solver}</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/certificate/closed_forms.py"></location>
   <source>difference {value}</source>
   <translation>Abweichung {value}</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/certificate/lines.py"></location>
   <source>Objective</source>
   <translation>Zielwert</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/certificate/lines.py"></location>
   <source>What this network attains: half the sum of squared residuals (weighted), plus λ times the sum of the sizes of the weights.
½ Σ ω (y − f)² + λ Σ|z|</source>
   <translation>Was dieses Netz erreicht: die halbe Summe der quadrierten Residuen (gewichtet), plus λ mal die Summe der Beträge der Gewichte.
½ Σ ω (y − f)² + λ Σ|z|</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/certificate/lines.py"></location>
   <source>Lower bound</source>
   <translation>Untere Schranke</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/certificate/lines.py"></location>
   <source>No network of this architecture, whatever its weights and its number of units, gets below this value.
uᵀy − ½ uᵀΩ⁻¹u for a u with |Aⱼᵀu| ≤ λ for every feature j</source>
   <translation>Kein Netz dieser Architektur, welche Gewichte und wie viele Einheiten es auch hat, kommt unter diesen Wert.
uᵀy − ½ uᵀΩ⁻¹u für ein u mit |Aⱼᵀu| ≤ λ für jedes Merkmal j</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/certificate/lines.py"></location>
   <source>Relative gap</source>
   <translation>Relative Lücke</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/certificate/lines.py"></location>
   <source>What is left between them: (objective − lower bound) / objective.</source>
   <translation>Was zwischen ihnen bleibt: (Zielwert − untere Schranke) / Zielwert.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/certificate/lines.py"></location>
   <source>Network's own value</source>
   <translation>Eigener Wert des Netzes</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/certificate/lines.py"></location>
   <source>The usual training problem evaluated at the weights and biases drawn under Network: the same loss, plus λ/L times the sum of all weights to the power L. Biases and the constant are not penalised.</source>
   <translation>Das übliche Trainingsproblem, ausgewertet an den Gewichten und Schwellen, die unter „Netz“ gezeichnet sind: derselbe Verlust, plus λ/L mal die Summe aller Gewichte hoch L. Schwellen und die Konstante werden nicht bestraft.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/certificate/lines.py"></location>
   <source>Its difference</source>
   <translation>Dessen Abweichung</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/certificate/lines.py"></location>
   <source>Relative to the objective. Zero but for rounding: the deep network attains the optimum of the convex problem.</source>
   <translation>Relativ zum Zielwert. Null bis auf Rundung: das tiefe Netz erreicht das Optimum des konvexen Problems.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/certificate/lines.py"></location>
   <source>Price of one unit of weight, in the units of your data.</source>
   <translation>Preis einer Einheit Gewicht, in den Einheiten Ihrer Daten.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/certificate/lines.py"></location>
   <source>From this λ up the optimal network is a constant (with a skip connection the regression line): the largest |Aⱼᵀ(y − mean)| over all features.</source>
   <translation>Ab diesem λ ist das optimale Netz eine Konstante (mit Skip-Verbindung die Regressionsgerade): das größte |Aⱼᵀ(y − Mittel)| über alle Merkmale.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/certificate/lines.py"></location>
   <source>Largest |Aⱼᵀr| / λ</source>
   <translation>Größtes |Aⱼᵀr| / λ</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/certificate/lines.py"></location>
   <source>How strongly the residual r still asks for any feature of the whole dictionary. Above 1 a feature would be missing; with neurons in use it is 1 at the optimum.</source>
   <translation>Wie stark das Residuum r noch nach einem Merkmal des ganzen Wörterbuchs verlangt. Über 1 würde ein Merkmal fehlen; sind Neuronen in Gebrauch, ist es im Optimum 1.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/certificate/lines.py"></location>
   <source>Largest deviation</source>
   <translation>Größte Abweichung</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/certificate/lines.py"></location>
   <source>For every neuron in use Aⱼᵀr must be λ times the sign of its weight; this is the largest relative deviation.</source>
   <translation>Für jedes benutzte Neuron muss Aⱼᵀr gleich λ mal dem Vorzeichen seines Gewichts sein; dies ist die größte relative Abweichung.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/certificate/lines.py"></location>
   <source>Features checked</source>
   <translation>Geprüfte Merkmale</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/certificate/lines.py"></location>
   <source>Size of the dictionary: every way one unit can bend, that matters for these samples. The bound was checked against all of them.</source>
   <translation>Größe des Wörterbuchs: jede Art, auf die eine Einheit knicken kann und die für diese Datenpunkte zählt. Die Schranke wurde gegen alle geprüft.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/certificate/lines.py"></location>
   <source>Neurons in use</source>
   <translation>Benutzte Neuronen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/certificate/lines.py"></location>
   <source>Features with a weight other than zero: the units of the network.</source>
   <translation>Merkmale mit einem Gewicht ungleich null: die Einheiten des Netzes.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/certificate/lines.py"></location>
   <source>Whether other weights in the dictionary attain the same optimum. The fit at the samples is the same for all of them. Shown are those with the fewest kinks inside the data, the same whichever way λ was moved; where too many neurons are tied to choose among, those that the solver found.</source>
   <translation>Ob andere Gewichte im Wörterbuch dasselbe Optimum erreichen. Die Anpassung an den Datenpunkten ist bei allen dieselbe. Gezeigt werden die mit den wenigsten Knicken innerhalb der Daten, dieselben, wie auch immer λ bewegt wurde; wo zu viele Neuronen gleichauf liegen, um zu wählen, die, die der Löser gefunden hat.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/certificate/lines.py"></location>
   <source>Root of the mean squared residual over all rows, by their weights: √(Σ ω r² / Σ ω).</source>
   <translation>Wurzel des mittleren quadrierten Residuums über alle Zeilen, nach ihren Gewichten: √(Σ ω r² / Σ ω).</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/certificate/lines.py"></location>
   <source>Share of the variance of y that the function explains: 1 − Σ ω r² / Σ ω (y − mean)².</source>
   <translation>Anteil an der Varianz von y, den die Funktion erklärt: 1 − Σ ω r² / Σ ω (y − Mittel)².</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/certificate/lines.py"></location>
   <source>Effective parameters</source>
   <translation>Effektive Parameter</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/certificate/lines.py"></location>
   <source>Degrees of freedom of the fit: the neurons in use, the constant and the slopes of a skip connection. The shrinkage of the weights makes up for the choice of the neurons (Zou, Hastie, Tibshirani 2007; Tibshirani, Taylor 2012).</source>
   <translation>Freiheitsgrade der Anpassung: die benutzten Neuronen, die Konstante und die Steigungen einer Skip-Verbindung. Das Schrumpfen der Gewichte gleicht die Auswahl der Neuronen aus (Zou, Hastie, Tibshirani 2007; Tibshirani, Taylor 2012).</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/certificate/lines.py"></location>
   <source>Solver</source>
   <translation>Löser</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/certificate/lines.py"></location>
   <source>What found the answer. The certificate does not rely on it.</source>
   <translation>Was die Antwort gefunden hat. Das Zertifikat verlässt sich nicht darauf.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/certificate/lines.py"></location>
   <source>Time</source>
   <translation>Zeit</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/certificate/lines.py"></location>
   <source>Wall time of solving and certifying.</source>
   <translation>Verstrichene Zeit des Lösens und Zertifizierens.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/certificate/lines.py"></location>
   <source>Norm</source>
   <translation>Norm</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/certificate/lines.py"></location>
   <source>The sum of the sizes of the weights, Σ|z|: the least with which a network of this architecture can meet every sample.</source>
   <translation>Die Summe der Beträge der Gewichte, Σ|z|: die kleinste, mit der ein Netz dieser Architektur jeden Datenpunkt treffen kann.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/certificate/lines.py"></location>
   <source>No network of this architecture that meets every sample has a smaller norm.
uᵀy for a u with 1ᵀu = 0 and |Aⱼᵀu| ≤ 1 for every feature j</source>
   <translation>Kein Netz dieser Architektur, das jeden Datenpunkt trifft, hat eine kleinere Norm.
uᵀy für ein u mit 1ᵀu = 0 und |Aⱼᵀu| ≤ 1 für jedes Merkmal j</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/certificate/lines.py"></location>
   <source>What is left between them: (norm − lower bound) / norm.</source>
   <translation>Was zwischen ihnen bleibt: (Norm − untere Schranke) / Norm.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/certificate/lines.py"></location>
   <source>Network's own norm</source>
   <translation>Eigene Norm des Netzes</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/certificate/lines.py"></location>
   <source>The penalty of the weights drawn under Network: 1/L times the sum of all weights to the power L. Biases and the constant are free.</source>
   <translation>Die Strafe der Gewichte, die unter „Netz“ gezeichnet sind: 1/L mal die Summe aller Gewichte hoch L. Schwellen und die Konstante sind frei.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/certificate/lines.py"></location>
   <source>0: the function goes through every sample.</source>
   <translation>0: die Funktion geht durch jeden Datenpunkt.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/certificate/lines.py"></location>
   <source>Largest |Aⱼᵀu|</source>
   <translation>Größtes |Aⱼᵀu|</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/certificate/lines.py"></location>
   <source>How strongly the prices u of the samples ask for any feature of the whole dictionary. Above 1 a feature would be missing.</source>
   <translation>Wie stark die Preise u der Datenpunkte nach einem Merkmal des ganzen Wörterbuchs verlangen. Über 1 würde ein Merkmal fehlen.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/certificate/lines.py"></location>
   <source>For every neuron in use Aⱼᵀu must be the sign of its weight; this is the largest deviation.</source>
   <translation>Für jedes benutzte Neuron muss Aⱼᵀu das Vorzeichen seines Gewichts sein; dies ist die größte Abweichung.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/certificate/lines.py"></location>
   <source>the only optimal ones</source>
   <translation>die einzigen optimalen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/certificate/lines.py"></location>
   <source>one optimal choice of many</source>
   <translation>eine optimale Wahl von vielen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/certificate/lines.py"></location>
   <source>not known</source>
   <translation>nicht bekannt</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/certificate/lines.py"></location>
   <source>as the solver found them</source>
   <translation>wie der Löser sie fand</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/certificate/lines.py"></location>
   <source>No such network through every sample has a smaller norm: gap {gap}.</source>
   <translation>Kein solches Netz durch jeden Datenpunkt hat eine kleinere Norm: Lücke {gap}.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/certificate/lines.py"></location>
   <source>No network of this kind does better: gap {gap}.</source>
   <translation>Kein Netz dieser Art ist besser: Lücke {gap}.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/certificate/lines.py"></location>
   <source>Not certified</source>
   <translation>Nicht zertifiziert</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/certificate/lines.py"></location>
   <source>Optimal over the data features only. The lower bound holds for all features of this network: the gap to it is {gap}.</source>
   <translation>Nur über die Daten-Merkmale optimal. Die untere Schranke gilt für alle Merkmale dieses Netzes: die Lücke zu ihr ist {gap}.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/certificate/lines.py"></location>
   <source>The gap {gap} is above {limit}, so a better network is not ruled out. Try the solver auto, or fewer samples.</source>
   <translation>Die Lücke {gap} liegt über {limit}, sodass ein besseres Netz nicht ausgeschlossen ist. Versuchen Sie den Löser „automatisch“, oder weniger Datenpunkte.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/certificate/lines.py"></location>
   <source>0  (interpolation)</source>
   <translation>0  (Interpolation)</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/certificate/lines.py"></location>
   <source>not evaluated: {neurons}, {samples}</source>
   <translation>nicht ausgewertet: {neurons}, {samples}</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/certificate/loss_lines.py"></location>
   <source>the sum of the (weighted) losses of the samples: half the squared residual up to δ, beyond that in proportion to it</source>
   <translation>die Summe der (gewichteten) Verluste der Datenpunkte: bis δ das halbe quadrierte Residuum, darüber hinaus im Verhältnis zu ihm</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/certificate/loss_lines.py"></location>
   <source>ω ½r² for |r| ≤ δ, ω δ(|r| − ½δ) beyond</source>
   <translation>ω ½r² für |r| ≤ δ, ω δ(|r| − ½δ) darüber</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/certificate/loss_lines.py"></location>
   <source>uᵀy − ½ uᵀΩ⁻¹u for a u with |uₙ| ≤ ωₙδ</source>
   <translation>uᵀy − ½ uᵀΩ⁻¹u für ein u mit |uₙ| ≤ ωₙδ</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/certificate/loss_lines.py"></location>
   <source>the sum of the (weighted) losses of the samples: τ times how far one lies above the function, or 1 − τ times how far below</source>
   <translation>die Summe der (gewichteten) Verluste der Datenpunkte: τ mal, wie weit einer über der Funktion liegt, oder 1 − τ mal, wie weit darunter</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/certificate/loss_lines.py"></location>
   <source>ω τ r for r &gt; 0, ω (τ − 1) r otherwise</source>
   <translation>ω τ r für r &gt; 0, sonst ω (τ − 1) r</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/certificate/loss_lines.py"></location>
   <source>uᵀy for a u with ωₙ(τ − 1) ≤ uₙ ≤ ωₙτ</source>
   <translation>uᵀy für ein u mit ωₙ(τ − 1) ≤ uₙ ≤ ωₙτ</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/certificate/loss_lines.py"></location>
   <source>the sum of the (weighted) logistic losses of the labels</source>
   <translation>die Summe der (gewichteten) logistischen Verluste der Labels</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/certificate/loss_lines.py"></location>
   <source>ω log(1 + exp(−y f))</source>
   <translation>ω log(1 + exp(−y f))</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/certificate/loss_lines.py"></location>
   <source>the entropy of the probabilities yₙuₙ/ωₙ of the other label, for a u with each between 0 and 1</source>
   <translation>die Entropie der Wahrscheinlichkeiten yₙuₙ/ωₙ des anderen Labels, für ein u, bei dem jede zwischen 0 und 1 liegt</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/certificate/loss_lines.py"></location>
   <source>What this network attains: {words}, plus λ times the sum of the sizes of the weights.
Σ over the samples of {formula}; + λ Σ|z|</source>
   <translation>Was dieses Netz erreicht: {words}, plus λ mal die Summe der Beträge der Gewichte.
Σ über die Datenpunkte von {formula}; + λ Σ|z|</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/certificate/loss_lines.py"></location>
   <source>No network of this architecture, whatever its weights and its number of units, gets below this value.
{dual}, 1ᵀu = 0 and |Aⱼᵀu| ≤ λ for every feature j. Every row counts with its own value, also where several share an x.</source>
   <translation>Kein Netz dieser Architektur, welche Gewichte und wie viele Einheiten es auch hat, kommt unter diesen Wert.
{dual}, 1ᵀu = 0 und |Aⱼᵀu| ≤ λ für jedes Merkmal j. Jede Zeile zählt mit ihrem eigenen Wert, auch wo sich mehrere ein x teilen.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/certificate/loss_lines.py"></location>
   <source>From this λ up the optimal network is a constant: the largest |Aⱼᵀu| over all features, u being what the samples pull with at the best constant.</source>
   <translation>Ab diesem λ ist das optimale Netz eine Konstante: das größte |Aⱼᵀu| über alle Merkmale, wobei u das ist, womit die Datenpunkte an der besten Konstanten ziehen.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/certificate/loss_lines.py"></location>
   <source>How strongly the pulls r of the samples (minus the derivative of the loss) still ask for any feature of the whole dictionary. Above 1 a feature would be missing; with neurons in use it is 1 at the optimum.</source>
   <translation>Wie stark die Züge r der Datenpunkte (minus die Ableitung des Verlusts) noch nach einem Merkmal des ganzen Wörterbuchs verlangen. Über 1 würde ein Merkmal fehlen; sind Neuronen in Gebrauch, ist es im Optimum 1.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/certificate/loss_lines.py"></location>
   <source>Whether another network of the dictionary costs the same: with other weights, another function at the samples or another constant. The one shown is the same whichever way λ was moved, unless there are too many to choose among.</source>
   <translation>Ob ein anderes Netz des Wörterbuchs ebenso viel kostet: mit anderen Gewichten, einer anderen Funktion an den Datenpunkten oder einer anderen Konstante. Das gezeigte ist dasselbe, wie auch immer λ bewegt wurde, außer wo zu viele zur Wahl stehen.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/certificate/panel.py"></location>
   <source>Certificate</source>
   <translation>Zertifikat</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/certificate/panel.py"></location>
   <source>A lower bound that holds for every network of this architecture, beside what this one attains.</source>
   <translation>Eine untere Schranke, die für jedes Netz dieser Architektur gilt, neben dem, was dieses erreicht.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/certificate/panel.py"></location>
   <source>The proof that no network of this kind does better</source>
   <translation>Der Beweis, dass kein Netz dieser Art besser ist</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/certificate/panel.py"></location>
   <source>Copy the certificate</source>
   <translation>Das Zertifikat kopieren</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/certificate/panel.py"></location>
   <source>Copy as text</source>
   <translation>Als Text kopieren</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/certificate/panel.py"></location>
   <source>Proof file …</source>
   <translation>Beweisdatei …</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/certificate/panel.py"></location>
   <source>Proof file</source>
   <translation>Beweisdatei</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/certificate/panel.py"></location>
   <source>Check it yourself: data, network and dual point as exact rationals, for the script check_proof.py, which has nothing of Mirrors</source>
   <translation>Prüfen Sie selbst: Daten, Netz und dualer Punkt als exakte Brüche, für das Skript check_proof.py, in dem nichts von Mirrors steckt</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/certificate/panel.py"></location>
   <source>Copied ✓</source>
   <translation>Kopiert ✓</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/certificate/panel.py"></location>
   <source>Load a signal to see the proof that its network is the best one.</source>
   <translation>Laden Sie ein Signal, um den Beweis zu sehen, dass sein Netz das beste ist.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/certificate/panel.py"></location>
   <source>Solving …</source>
   <translation>Wird gelöst …</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/certificate/panel.py"></location>
   <source>What is below belongs to the question before.</source>
   <translation>Was darunter steht, gehört zur Frage davor.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/common/lazy.py"></location>
   <source>The first answer is on its way.</source>
   <translation>Die erste Antwort ist unterwegs.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/common/lazy.py"></location>
   <source>There is no answer to show: the network was refused, or the computation was cancelled.
Change a setting to ask anew.</source>
   <translation>Es gibt keine Antwort zu zeigen: das Netz wurde abgelehnt, oder die Rechnung wurde abgebrochen.
Ändern Sie eine Einstellung, um neu zu fragen.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/common/lazy.py"></location>
   <source>Load a signal to see {what}.</source>
   <translation>Laden Sie ein Signal, um {what} zu sehen.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/common/lazy.py"></location>
   <source>From λ = λmax up the optimal network is a constant, so there is nothing here.
Make λ smaller to let the first neurons in.</source>
   <translation>Ab λ = λmax ist das optimale Netz eine Konstante, und so ist hier nichts.
Verkleinern Sie λ, um die ersten Neuronen einzulassen.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/common/lazy.py"></location>
   <source>A constant meets every sample, whatever λ is: no neuron is needed.
Load a signal that varies to see what networks make of it.</source>
   <translation>Eine Konstante trifft jeden Datenpunkt, wie auch immer λ ist: es braucht kein Neuron.
Laden Sie ein Signal, das sich ändert, um zu sehen, was Netze daraus machen.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/common/legend.py"></location>
   <source>Marks: </source>
   <translation>Zeichen: </translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/compare/panel.py"></location>
   <source>Nothing is pinned yet. Pin keeps the fit on show here and on the plot, in a stroke of its own; then change the network or λ and compare. “Depths 2, 3, 4” pins three at once.</source>
   <translation>Noch ist nichts angeheftet. „Anheften“ behält die gezeigte Anpassung hier und in der Zeichnung, in einem eigenen Strich; dann ändern Sie das Netz oder λ und vergleichen. „Tiefen 2, 3, 4“ heftet drei auf einmal an.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/compare/panel.py"></location>
   <source>Compare</source>
   <translation>Vergleich</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/compare/panel.py"></location>
   <source>Fits that you pinned, to compare with the one on show. Click one to go back to it.</source>
   <translation>Anpassungen, die Sie angeheftet haben, zum Vergleich mit der gezeigten. Ein Klick führt zu ihr zurück.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/compare/panel.py"></location>
   <source>Click a fit, or press Enter, to go back to that fit. F2 renames, Space hides or shows, Delete removes.</source>
   <translation>Ein Klick auf eine Anpassung oder Eingabe führt zu ihr zurück. F2 benennt um, Leertaste verbirgt oder zeigt, Entf entfernt.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/compare/panel.py"></location>
   <source>Pin this fit</source>
   <translation>Anheften</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/compare/panel.py"></location>
   <source>Keep the fit on show here  (Ctrl+B)</source>
   <translation>Die gezeigte Anpassung hier behalten  (Strg+B)</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/compare/panel.py"></location>
   <source>Rename</source>
   <translation>Umbenennen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/compare/panel.py"></location>
   <source>Give the chosen fit a name  (F2)</source>
   <translation>Der gewählten Anpassung einen Namen geben  (F2)</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/compare/panel.py"></location>
   <source>Remove</source>
   <translation>Entfernen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/compare/panel.py"></location>
   <source>Pin the chosen fit no longer  (Delete)</source>
   <translation>Die gewählte Anpassung nicht länger anheften  (Entf)</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/compare/panel.py"></location>
   <source>Table …</source>
   <translation>Tabelle …</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/compare/panel.py"></location>
   <source>Save or copy this table as CSV, with all digits</source>
   <translation>Diese Tabelle als CSV speichern oder kopieren, mit allen Stellen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/compare/panel.py"></location>
   <source>Depths 2, 3, 4</source>
   <translation>Tiefen 2, 3, 4</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/compare/panel.py"></location>
   <source>Pin the fits of this network with 2, 3 and 4 layers at this share of λmax</source>
   <translation>Die Anpassungen dieses Netzes mit 2, 3 und 4 Schichten bei diesem Anteil von λmax anheften</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/compare/panel.py"></location>
   <source>Figure …</source>
   <translation>Abbildung …</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/compare/panel.py"></location>
   <source>Save or copy the plot with the fits shown on it</source>
   <translation>Die Zeichnung mit den darin gezeigten Anpassungen speichern oder kopieren</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/compare/table_model.py"></location>
   <source>Places within the data where the function bends</source>
   <translation>Stellen innerhalb der Daten, an denen die Funktion knickt</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/compare/table_model.py"></location>
   <source>Parameters</source>
   <translation>Parameter</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/compare/table_model.py"></location>
   <source>Effective number of parameters</source>
   <translation>Effektive Anzahl der Parameter</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/compare/table_model.py"></location>
   <source>Σ |z|, the sum of the weights</source>
   <translation>Σ |z|, die Summe der Gewichte</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/compare/table_model.py"></location>
   <source>Shown</source>
   <translation>Gezeigt</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/compare/table_model.py"></location>
   <source>CV error</source>
   <translation>KV-Fehler</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/compare/table_model.py"></location>
   <source>Whether it is drawn</source>
   <translation>Ob sie gezeichnet ist</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/compare/table_model.py"></location>
   <source>Click a fit to go back to it; F2 renames it</source>
   <translation>Ein Klick auf eine Anpassung führt zu ihr zurück; F2 benennt sie um</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/compare/table_model.py"></location>
   <source>Network, and the loss where it is not squared</source>
   <translation>Netz, und der Verlust, wenn er nicht quadratisch ist</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/compare/table_model.py"></location>
   <source>Error on samples not fitted, by cross-validation at the nearest λ tried; of the squared loss its root, to be read beside RMSE. – where it had not been computed when the fit was pinned: pin it again after “Choose λ”.</source>
   <translation>Fehler an nicht angepassten Datenpunkten, aus der Kreuzvalidierung beim nächsten versuchten λ; beim quadratischen Verlust dessen Wurzel, neben dem RMSE zu lesen. –, wenn er beim Anheften nicht berechnet war: heften Sie sie nach „λ wählen“ neu an.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/compare/table_model.py"></location>
   <source>Whether its optimality is proved to a relative gap of 10⁻⁹</source>
   <translation>Ob ihre Optimalität bis auf eine relative Lücke von 10⁻⁹ bewiesen ist</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/compare/table_model.py"></location>
   <source>shown</source>
   <translation>gezeigt</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/compare/table_model.py"></location>
   <source>hidden</source>
   <translation>verborgen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/features/panel.py"></location>
   <source>Select a feature to follow it through every view.</source>
   <translation>Wählen Sie ein Merkmal, um ihm durch alle Ansichten zu folgen.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/features/panel.py"></location>
   <source>Features</source>
   <translation>Merkmale</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/features/panel.py"></location>
   <source>Each curve is one neuron's share of the function; all of them and a constant add up to the fit.</source>
   <translation>Jede Kurve ist der Anteil eines Neurons an der Funktion; alle zusammen und eine Konstante ergeben die Anpassung.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/features/panel.py"></location>
   <source>Curves of the features</source>
   <translation>Kurven der Merkmale</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/features/panel.py"></location>
   <source>What each feature adds. Click a curve to select it; wheel zooms, drag pans.</source>
   <translation>Was jedes Merkmal hinzufügt. Ein Klick wählt eine Kurve; das Rad vergrößert, Ziehen verschiebt.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/features/panel.py"></location>
   <source>The feature selected or pointed at</source>
   <translation>Das gewählte oder gezeigte Merkmal</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/features/panel.py"></location>
   <source>Table of the features</source>
   <translation>Tabelle der Merkmale</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/features/panel.py"></location>
   <source>The neurons of the optimal network. Click a heading to sort, a row to select.</source>
   <translation>Die Neuronen des optimalen Netzes. Ein Klick auf eine Überschrift sortiert, auf eine Zeile wählt sie.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/features/panel.py"></location>
   <source>the features of its optimal network</source>
   <translation>die Merkmale seines optimalen Netzes</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/features/panel.py"></location>
   <source>own input, across the data</source>
   <translation>eigener Eingang, über die Daten</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/features/panel.py"></location>
   <source>Weight ▾</source>
   <translation>Gewicht ▾</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/features/pieces.py"></location>
   <source>Table of the pieces</source>
   <translation>Tabelle der Stücke</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/features/pieces.py"></location>
   <source>The function piece by piece, from kink to kink. Click a heading to sort, a row to see the piece on the plot.</source>
   <translation>Die Funktion Stück für Stück, von Knick zu Knick. Klicken Sie auf eine Überschrift, um zu sortieren, auf eine Zeile, um das Stück im Bild zu sehen.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/features/pieces_model.py"></location>
   <source>Input</source>
   <translation>Eingang</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/features/pieces_model.py"></location>
   <source>Start</source>
   <translation>Anfang</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/features/pieces_model.py"></location>
   <source>End</source>
   <translation>Ende</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/features/pieces_model.py"></location>
   <source>Value</source>
   <translation>Wert</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/features/pieces_model.py"></location>
   <source>Slope</source>
   <translation>Steigung</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/features/pieces_model.py"></location>
   <source>Kink within</source>
   <translation>Knick zwischen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/features/pieces_model.py"></location>
   <source>Which column the piece is a function of; the fit is their sum and a constant</source>
   <translation>Von welcher Spalte das Stück eine Funktion ist; die Anpassung ist ihre Summe und eine Konstante</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/features/pieces_model.py"></location>
   <source>Where the piece begins; −∞: it goes on to the left as it is</source>
   <translation>Wo das Stück anfängt; −∞: es geht nach links so weiter</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/features/pieces_model.py"></location>
   <source>Where it ends; ∞: it goes on to the right as it is</source>
   <translation>Wo es endet; ∞: es geht nach rechts so weiter</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/features/pieces_model.py"></location>
   <source>The function where the piece begins; where it ends, of a piece that has no start</source>
   <translation>Die Funktion, wo das Stück anfängt; wo es endet, wenn es keinen Anfang hat</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/features/pieces_model.py"></location>
   <source>How much the function changes per unit of x, per day where x is a time</source>
   <translation>Um wie viel sich die Funktion je Einheit von x ändert, je Tag, wo x eine Zeit ist</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/features/pieces_model.py"></location>
   <source>Where the kinks of the resampled fits fall that are nearest to the one at the start, and how many of the fits have one: Compute in Uncertainty finds them</source>
   <translation>Wohin die Knicke der Anpassungen an gezogene Daten fallen, die dem am Anfang am nächsten sind, und wie viele der Anpassungen einen haben: Berechnen in Unsicherheit findet sie</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/features/pieces_model.py"></location>
   <source>One piece: f = {value} everywhere</source>
   <translation>Ein Stück: f = {value} überall</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/features/pieces_model.py"></location>
   <source>Up to {end}: f = {value} there, slope {slope}</source>
   <translation>Bis {end}: f = {value} dort, Steigung {slope}</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/features/pieces_model.py"></location>
   <source>From {start}: f = {value} there, slope {slope}</source>
   <translation>Ab {start}: f = {value} dort, Steigung {slope}</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/features/pieces_model.py"></location>
   <source>From {start} to {end}: f = {value} at the start, slope {slope}</source>
   <translation>Von {start} bis {end}: f = {value} am Anfang, Steigung {slope}</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/features/table_model.py"></location>
   <source>Kind</source>
   <translation>Art</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/features/table_model.py"></location>
   <source>Weight</source>
   <translation>Gewicht</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/features/table_model.py"></location>
   <source>Meaning</source>
   <translation>Bedeutung</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/features/table_model.py"></location>
   <source>Rank by size of the weight</source>
   <translation>Rang nach Größe des Gewichts</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/features/table_model.py"></location>
   <source>What the feature is built from</source>
   <translation>Woraus das Merkmal gebaut ist</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/features/table_model.py"></location>
   <source>z: how much of this feature the optimal function has</source>
   <translation>z: wie viel von diesem Merkmal die optimale Funktion hat</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/features/table_model.py"></location>
   <source>Where it bends: ◆ at a data point, ◇ at a mirror point</source>
   <translation>Wo es knickt: ◆ an einem Datenpunkt, ◇ an einem Spiegelpunkt</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/features/table_model.py"></location>
   <source>The feature in words</source>
   <translation>Das Merkmal in Worten</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/features/table_model.py"></location>
   <source>#{rank} {kind} · weight {weight} · {meaning}</source>
   <translation>#{rank} {kind} · Gewicht {weight} · {meaning}</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/features/table_model.py"></location>
   <source>Its weight is number {place} by size of {weights}</source>
   <translation>Sein Gewicht ist der Größe nach Nummer {place} von {weights}</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/features/table_model.py"></location>
   <source>z = {z}, {part} of ‖z‖₁: this much of the feature the optimal function has</source>
   <translation>z = {z}, {part} von ‖z‖₁: so viel hat die optimale Funktion von dem Merkmal</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/features/table_model.py"></location>
   <source>  and {more} more</source>
   <translation>  und {more} mehr</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/features/tables.py"></location>
   <source>The neurons of the network</source>
   <translation>Die Neuronen des Netzes</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/features/tables.py"></location>
   <source>Pieces</source>
   <translation>Stücke</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/features/tables.py"></location>
   <source>The function piece by piece: start, end, value and slope</source>
   <translation>Die Funktion Stück für Stück: Anfang, Ende, Wert und Steigung</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/features/tables.py"></location>
   <source>Table</source>
   <translation>Tabelle</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/fit/additive_plot.py"></location>
   <source>Function of column {column}</source>
   <translation>Funktion der Spalte {column}</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/fit/additive_plot.py"></location>
   <source>What this column adds, with mean 0; discs are the data less all other columns.
Filled kinks are at data points, hollow ones at mirror points.</source>
   <translation>Was diese Spalte hinzufügt, mit Mittel 0; Scheiben sind die Daten ohne alle anderen Spalten.
Gefüllte Knicke liegen an Datenpunkten, hohle an Spiegelpunkten.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/fit/additive_plot.py"></location>
   <source>Additive fit</source>
   <translation>Additive Anpassung</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/fit/area.py"></location>
   <source>Fit</source>
   <translation>Anpassung</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/fit/axes_dialog.py"></location>
   <source>from</source>
   <translation>von</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/fit/axes_dialog.py"></location>
   <source>to</source>
   <translation>bis</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/fit/axes_dialog.py"></location>
   <source>label</source>
   <translation>Name</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/fit/axes_dialog.py"></location>
   <source>unit</source>
   <translation>Einheit</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/fit/axes_dialog.py"></location>
   <source>Axes</source>
   <translation>Achsen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/fit/axes_dialog.py"></location>
   <source>Empty: chosen by the data</source>
   <translation>Leer: von den Daten gewählt</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/fit/axes_dialog.py"></location>
   <source>Logarithmic x</source>
   <translation>Logarithmisches x</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/fit/axes_dialog.py"></location>
   <source>x along its logarithm: for x above 0 over several powers of ten</source>
   <translation>x entlang seines Logarithmus: für x über 0 über mehrere Zehnerpotenzen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/fit/axes_dialog.py"></location>
   <source>Automatic</source>
   <translation>Automatisch</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/fit/axes_dialog.py"></location>
   <source>All of it chosen by the data again</source>
   <translation>Alles wieder von den Daten gewählt</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/fit/axes_dialog.py"></location>
   <source>OK</source>
   <translation>OK</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/fit/axes_dialog.py"></location>
   <source>automatic</source>
   <translation>automatisch</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/fit/axes_dialog.py"></location>
   <source>Axes …</source>
   <translation>Achsen …</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/fit/build_bar.py"></location>
   <source>One neuron less</source>
   <translation>Ein Neuron weniger</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/fit/build_bar.py"></location>
   <source>Take the last neuron away</source>
   <translation>Das letzte Neuron wegnehmen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/fit/build_bar.py"></location>
   <source>Pause</source>
   <translation>Pause</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/fit/build_bar.py"></location>
   <source>Add neurons by themselves, or pause</source>
   <translation>Neuronen von selbst hinzufügen, oder anhalten</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/fit/build_bar.py"></location>
   <source>One neuron more</source>
   <translation>Ein Neuron mehr</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/fit/build_bar.py"></location>
   <source>Add the next neuron</source>
   <translation>Das nächste Neuron hinzufügen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/fit/build_bar.py"></location>
   <source>Speed</source>
   <translation>Tempo</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/fit/build_bar.py"></location>
   <source>Neurons added each second</source>
   <translation>Neuronen je Sekunde</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/fit/build_bar.py"></location>
   <source>Show the optimal function alone  (Esc)</source>
   <translation>Nur die optimale Funktion zeigen  (Esc)</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/fit/build_bar.py"></location>
   <source>the line</source>
   <translation>die Gerade</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/fit/build_bar.py"></location>
   <source>the constant</source>
   <translation>die Konstante</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/fit/build_bar.py"></location>
   <source>0 of {total}: {start} alone, {intercept}</source>
   <translation>0 von {total}: {start} allein, {intercept}</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/fit/build_bar.py"></location>
   <source>{total} of {total}: {what}. The optimal function</source>
   <translation>{total} von {total}: {what}. Die optimale Funktion</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/fit/build_bar.py"></location>
   <source>{count} of {total}: {what}</source>
   <translation>{count} von {total}: {what}</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/fit/build_bar.py"></location>
   <source>Play</source>
   <translation>Abspielen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/fit/edit_tool.py"></location>
   <source>move a point</source>
   <translation>Verschieben eines Punkts</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/fit/edit_tool.py"></location>
   <source>Points can be edited where there is one column of x: choose one.</source>
   <translation>Punkte können bearbeitet werden, wo es eine Spalte x gibt: wählen Sie eine.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/fit/edit_tool.py"></location>
   <source>Points can be edited up to {most} samples: thin the signal first.</source>
   <translation>Punkte können bis zu {most} Datenpunkten bearbeitet werden: dünnen Sie das Signal zuerst aus.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/fit/edit_tool.py"></location>
   <source>add a point</source>
   <translation>Hinzufügen eines Punkts</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/fit/edit_tool.py"></location>
   <source>One point has to stay: add another one first.</source>
   <translation>Ein Punkt muss bleiben: fügen Sie zuerst einen anderen hinzu.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/fit/edit_tool.py"></location>
   <source>delete a point</source>
   <translation>Löschen eines Punkts</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/fit/evaluate_field.py"></location>
   <source>x at which to read the function</source>
   <translation>x, an dem die Funktion abgelesen wird</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/fit/evaluate_field.py"></location>
   <source>Type x, or a date as in your file where x are dates: the value of the optimal function there, between samples and beyond them</source>
   <translation>Geben Sie x ein, oder ein Datum wie in Ihrer Datei, wo x Zeiten sind: der Wert der optimalen Funktion dort, zwischen den Datenpunkten und jenseits</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/fit/evaluate_field.py"></location>
   <source>Value of the function</source>
   <translation>Wert der Funktion</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/fit/evaluate_field.py"></location>
   <source>no date</source>
   <translation>kein Datum</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/fit/evaluate_field.py"></location>
   <source>no number</source>
   <translation>keine Zahl</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/fit/evaluate_field.py"></location>
   <source>log-odds</source>
   <translation>Log-Odds</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/fit/evaluate_field.py"></location>
   <source>the optimal function</source>
   <translation>die optimale Funktion</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/fit/evaluate_field.py"></location>
   <source>The value of the optimal function at the x typed before it</source>
   <translation>Der Wert der optimalen Funktion an dem x, das davor eingegeben ist</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/fit/exclude_tool.py"></location>
   <source>Points can be excluded where there is one column of x: choose one.</source>
   <translation>Punkte können ausgeschlossen werden, wo es eine Spalte x gibt: wählen Sie eine.</translation>
  </message>
  <message numerus="yes">
   <location filename="mirrors_gui/panels/fit/exclude_tool.py"></location>
   <source>points</source>
   <comment>behind a number</comment>
   <translation>
    <numerusform>Punkt</numerusform>
    <numerusform>Punkte</numerusform>
   </translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/fit/exclude_tool.py"></location>
   <source>exclusion of {points}</source>
   <translation>Ausschließen von {points}</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/fit/exclude_tool.py"></location>
   <source>inclusion of {points}</source>
   <translation>Einschließen von {points}</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/fit/exclude_tool.py"></location>
   <source>{points} excluded</source>
   <translation>{points} ausgeschlossen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/fit/fit_legend.py"></location>
   <source>optimal function</source>
   <translation>optimale Funktion</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/fit/fit_legend.py"></location>
   <source>kink at a sample</source>
   <translation>Knick am Datenpunkt</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/fit/fit_legend.py"></location>
   <source>at a mirror image</source>
   <translation>am Spiegelbild</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/fit/fit_legend.py"></location>
   <source>jump at a sample</source>
   <translation>Sprung am Datenpunkt</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/fit/fit_legend.py"></location>
   <source>Filled: the function bends at a sample. Hollow: it bends where a sample is mirrored about another. Hover a hollow one to see which.</source>
   <translation>Gefüllt: die Funktion knickt an einem Datenpunkt. Hohl: sie knickt, wo ein Datenpunkt an einem anderen gespiegelt ist. Zeigen Sie auf einen hohlen, um zu sehen, an welchem.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/fit/fit_legend.py"></location>
   <source>{level:g} % band</source>
   <translation>{level:g}-%-Band</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/fit/fit_legend.py"></location>
   <source>new observation, {level:g} %</source>
   <translation>neue Beobachtung, {level:g} %</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/fit/fitted_plot.py"></location>
   <source>Residuals against fitted values</source>
   <translation>Residuen gegen angepasste Werte</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/fit/fitted_plot.py"></location>
   <source>Data minus function against the function: a shape here is something it missed.</source>
   <translation>Daten minus Funktion, gegen die Funktion: eine Gestalt hier ist etwas, das sie nicht erfasst.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/fit/fitted_plot.py"></location>
   <source>residual</source>
   <translation>Residuum</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/fit/fitted_plot.py"></location>
   <source>fitted {y_name}</source>
   <translation>{y_name}, angepasst</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/fit/header.py"></location>
   <source>Drag a point · double-click adds one · right-click removes it · Esc ends</source>
   <translation>Punkt ziehen · Doppelklick fügt hinzu · Rechtsklick entfernt · Esc beendet</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/fit/header.py"></location>
   <source>Click a point to leave it out or take it in · draw around several · Esc ends</source>
   <translation>Klick auf einen Punkt lässt ihn weg oder nimmt ihn auf · mehrere umfahren · Esc beendet</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/fit/header.py"></location>
   <source>Left panel</source>
   <translation>Linke Spalte</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/fit/header.py"></location>
   <source>Data and network  (Ctrl+1)</source>
   <translation>Daten und Netz  (Strg+1)</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/fit/header.py"></location>
   <source>Right panel</source>
   <translation>Rechte Spalte</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/fit/header.py"></location>
   <source>The views  (Ctrl+2)</source>
   <translation>Die Ansichten  (Strg+2)</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/fit/header.py"></location>
   <source>Edit points</source>
   <translation>Punkte bearbeiten</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/fit/header.py"></location>
   <source>Edit points  (Ctrl+D): drag to move, Shift keeps x; double-click adds; right-click or Delete removes; arrow keys nudge; Esc ends</source>
   <translation>Punkte bearbeiten  (Strg+D): Ziehen verschiebt, Umschalt hält x; Doppelklick fügt hinzu; Rechtsklick oder Entf entfernt; Pfeiltasten rücken; Esc beendet</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/fit/header.py"></location>
   <source>Exclude points</source>
   <translation>Punkte ausschließen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/fit/header.py"></location>
   <source>Exclude points  (Ctrl+Shift+D): a click leaves a point out of the fit or takes it in again, a line drawn around points does it for all; with Shift a rectangle; Esc ends. Alt with the mouse does the same at any time</source>
   <translation>Punkte ausschließen  (Strg+Umschalt+D): ein Klick lässt einen Punkt aus der Anpassung aus oder nimmt ihn wieder hinein, eine Linie um Punkte tut es für alle; mit Umschalt ein Rechteck; Esc beendet. Alt mit der Maus tut jederzeit dasselbe</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/fit/header.py"></location>
   <source>Pin this fit  (Ctrl+B): it stays on the plot, and in Compare, while you change the network or λ</source>
   <translation>Diese Anpassung anheften  (Strg+B): sie bleibt in der Zeichnung und im Vergleich, während Sie das Netz oder λ ändern</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/fit/header.py"></location>
   <source>See all data</source>
   <translation>Alle Daten zeigen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/fit/header.py"></location>
   <source>See all data  (Ctrl+0)</source>
   <translation>Alle Daten zeigen  (Strg+0)</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/fit/header.py"></location>
   <source>No data</source>
   <translation>Keine Daten</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/fit/header.py"></location>
   <source>Data without a name</source>
   <translation>Daten ohne Namen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/fit/header.py"></location>
   <source>{shown} · solving …</source>
   <translation>{shown} · wird gelöst …</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/fit/header.py"></location>
   <source>{shown} · solving: {words} …</source>
   <translation>{shown} · wird gelöst: {words} …</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/fit/layers/own_share.py"></location>
   <source>selected neuron</source>
   <translation>gewähltes Neuron</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/fit/plane_plot.py"></location>
   <source>Fit on the plane</source>
   <translation>Anpassung auf der Ebene</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/fit/plane_plot.py"></location>
   <source>Optimal function of two columns</source>
   <translation>Optimale Funktion zweier Spalten</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/fit/plane_plot.py"></location>
   <source>Colour is height: of the function behind, of the data in the discs; a disc that stands out is missed.
Lines are where neurons bend or switch; point at one to follow it. Double-click to see all.</source>
   <translation>Farbe ist Höhe: die der Funktion dahinter, die der Daten in den Scheiben; eine Scheibe, die sich abhebt, ist verfehlt.
Linien sind, wo Neuronen knicken oder springen; zeigen Sie auf eine, um ihr zu folgen. Doppelklick zeigt alles.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/fit/plot.py"></location>
   <source>Data (discs), the optimal function, kinks at data points (filled) and at mirror points (hollow).
Drag to move, wheel to zoom, double-click to see all; double-click an axis to change it.</source>
   <translation>Daten (Scheiben), die optimale Funktion, Knicke an Datenpunkten (gefüllt) und an Spiegelpunkten (hohl).
Ziehen verschiebt, das Rad vergrößert, ein Doppelklick zeigt alles; ein Doppelklick auf eine Achse ändert sie.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/fit/plot.py"></location>
   <source>Data minus function, on the same x axis.</source>
   <translation>Daten minus Funktion, auf derselben x-Achse.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/fit/pointer.py"></location>
   <source>Sample at {value}:   data {y}</source>
   <translation>Datenpunkt bei {value}:   Daten {y}</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/fit/pointer.py"></location>
   <source>kink at {place}</source>
   <translation>Knick bei {place}</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/fit/pointer.py"></location>
   <source>{said}   copied {copied}</source>
   <translation>{said}   {copied} kopiert</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/fit/pointer.py"></location>
   <source>copied {copied}</source>
   <translation>{copied} kopiert</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/fit/sum_line.py"></location>
   <source>Add up the optimal function neuron by neuron, in order of their weights</source>
   <translation>Die optimale Funktion Neuron für Neuron zusammensetzen, in der Reihenfolge ihrer Gewichte</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/fit/sum_line.py"></location>
   <source>+ {left} more</source>
   <translation>+ {left} mehr</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/fit/sum_line.py"></location>
   <source>objective</source>
   <translation>Zielwert</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/fit/sum_line.py"></location>
   <source>The optimal function</source>
   <translation>Die optimale Funktion</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/fit/sum_line.py"></location>
   <source>The objective</source>
   <translation>Der Zielwert</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/fit/sum_line.py"></location>
   <source>Build</source>
   <translation>Aufbauen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/fit/sum_line.py"></location>
   <source>‖z‖₁ = {norm}, the least</source>
   <translation>‖z‖₁ = {norm}, die kleinste</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/fit/sum_line.py"></location>
   <source>Of all networks through every sample it has the least norm.</source>
   <translation>Von allen Netzen durch jeden Datenpunkt hat es die kleinste Norm.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/fit/sum_line.py"></location>
   <source>loss {loss}, ‖z‖₁ = {norm}</source>
   <translation>Verlust {loss}, ‖z‖₁ = {norm}</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/fit/sum_line.py"></location>
   <source>loss {loss} + λ‖z‖₁ {penalty} = {total}</source>
   <translation>Verlust {loss} + λ‖z‖₁ {penalty} = {total}</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/fit/sum_line.py"></location>
   <source>Of the part that is drawn; the optimum is {best}.
</source>
   <translation>Von dem Teil, der gezeichnet ist; das Optimum ist {best}.
</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/fit/sum_line.py"></location>
   <source>{of}The objective: what training minimises.
λ = {lam}, ‖z‖₁ = Σ |z| = {norm}; the loss is a sum over the samples ({loss}).</source>
   <translation>{of}Der Zielwert: was Training minimiert.
λ = {lam}, ‖z‖₁ = Σ |z| = {norm}; der Verlust ist eine Summe über die Datenpunkte ({loss}).</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/fit/sum_line.py"></location>
   <source>The sum of a constant and the features in use, the largest weight first:</source>
   <translation>Die Summe aus einer Konstanten und den benutzten Merkmalen, das größte Gewicht zuerst:</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/fit/sum_line.py"></location>
   <source>and {order} more; Features has them all.</source>
   <translation>und {order} mehr; „Merkmale“ hat sie alle.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/fit/sum_line.py"></location>
   <source>Build: there is no neuron yet. Take a smaller λ.</source>
   <translation>Aufbauen: Es gibt noch kein Neuron. Nehmen Sie ein kleineres λ.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/fit/sum_line.py"></location>
   <source>Build draws functions of one column. With several columns Features has each neuron's share: click a row.</source>
   <translation>Aufbauen zeichnet Funktionen einer Spalte. Bei mehreren Spalten haben die Merkmale den Anteil jedes Neurons: klicken Sie eine Zeile an.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/fit/welcome.py"></location>
   <source>Drop a table here</source>
   <translation>Legen Sie hier eine Tabelle ab</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/fit/welcome.py"></location>
   <source>A CSV file, or columns pasted from a spreadsheet (Ctrl+V).</source>
   <translation>Eine CSV-Datei, oder Spalten aus einer Tabellenkalkulation (Strg+V).</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/fit/welcome.py"></location>
   <source>See the gallery</source>
   <translation>Die Galerie ansehen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/fit/welcome.py"></location>
   <source>Signals with their stories, and what the theory says  (Ctrl+G)</source>
   <translation>Signale mit ihren Geschichten, und was die Theorie sagt  (Strg+G)</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/forecast/form.py"></location>
   <source>values</source>
   <translation>Werte</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/forecast/form.py"></location>
   <source>differences</source>
   <translation>Differenzen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/forecast/form.py"></location>
   <source>log returns</source>
   <translation>Log-Renditen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/forecast/form.py"></location>
   <source>Lags</source>
   <translation>Lags</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/forecast/form.py"></location>
   <source>Which past values the network reads, in steps: 1 for the last one, or several such as 1, 2, 12.
One lag makes a function of one variable; several an additive network.</source>
   <translation>Welche vergangenen Werte das Netz liest, in Schritten: 1 für den letzten, oder mehrere wie 1, 2, 12.
Ein Lag ergibt eine Funktion einer Variablen; mehrere ein additives Netz.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/forecast/form.py"></location>
   <source>What is modelled</source>
   <translation>Was modelliert wird</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/forecast/form.py"></location>
   <source>The values themselves, their differences from one step to the next (for trends), or log returns (for prices).
Forecasts and errors are of the values in any case.</source>
   <translation>Die Werte selbst, ihre Differenzen von einem Schritt zum nächsten (bei Trends), oder Log-Renditen (bei Preisen).
Vorhersagen und Fehler sind in jedem Fall die der Werte.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/forecast/form.py"></location>
   <source>Test part</source>
   <translation>Testteil</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/forecast/form.py"></location>
   <source>The last share of the series, which no model sees before it is forecast</source>
   <translation>Der letzte Anteil der Reihe, den kein Modell sieht, bevor er vorhergesagt ist</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/forecast/form.py"></location>
   <source>Horizon</source>
   <translation>Horizont</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/forecast/form.py"></location>
   <source>How many steps a forecast is rolled out, fed with itself</source>
   <translation>Wie viele Schritte eine Vorhersage fortgerollt wird, mit sich selbst gefüttert</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/forecast/form.py"></location>
   <source>Choice of λ</source>
   <translation>Wahl von λ</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/forecast/form.py"></location>
   <source>The λ/λmax of the slider below, or the one that forecasts best in rolling validation inside the training part</source>
   <translation>Das λ/λmax des Reglers unten, oder dasjenige, das in rollender Validierung innerhalb des Trainingsteils am besten vorhersagt</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/forecast/form.py"></location>
   <source>slider</source>
   <translation>Regler</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/forecast/form.py"></location>
   <source>validated</source>
   <translation>validiert</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/forecast/form.py"></location>
   <source>Season</source>
   <translation>Saison</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/forecast/form.py"></location>
   <source>Steps of a season: adds the value one season before as a baseline, and scales MASE</source>
   <translation>Schritte einer Saison: fügt den Wert eine Saison zuvor als Vergleich hinzu und skaliert MASE</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/forecast/form.py"></location>
   <source>Band</source>
   <translation>Band</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/forecast/form.py"></location>
   <source>Quantile band</source>
   <translation>Quantilband</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/forecast/form.py"></location>
   <source>Two more networks, of quantile loss: 80 % of the values should fall between them</source>
   <translation>Zwei weitere Netze, mit Quantilverlust: 80 % der Werte sollten zwischen ihnen liegen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/forecast/form.py"></location>
   <source>Training</source>
   <translation>Training</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/forecast/form.py"></location>
   <source>Ordinary training</source>
   <translation>Gewöhnliches Training</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/forecast/form.py"></location>
   <source>Also train the same network by gradients from five random starts, and compare</source>
   <translation>Dasselbe Netz auch mit Gradienten trainieren, von fünf zufälligen Starts aus, und vergleichen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/forecast/form.py"></location>
   <source>In order</source>
   <translation>Folge</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/forecast/form.py"></location>
   <source>Take samples as consecutive</source>
   <translation>Datenpunkte als aufeinanderfolgend nehmen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/forecast/form.py"></location>
   <source>Take each sample as one step after the one before, whatever its x: for trading days or uneven sampling</source>
   <translation>Jeden Datenpunkt als einen Schritt nach dem davor nehmen, wie auch immer sein x ist: für Handelstage oder ungleiche Abtastung</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/forecast/form.py"></location>
   <source>Test</source>
   <translation>Test</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/forecast/form.py"></location>
   <source>Lags “{words}” must be whole numbers from 1 up, such as 1 or 1, 2, 12.</source>
   <translation>Lags „{words}“ müssen ganze Zahlen ab 1 sein, etwa 1 oder 1, 2, 12.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/forecast/function.py"></location>
   <source>Component</source>
   <translation>Komponente</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/forecast/function.py"></location>
   <source>Which lag's function of the sum is drawn</source>
   <translation>Die Funktion welches Lags der Summe gezeichnet ist</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/forecast/function.py"></location>
   <source>Next value against a past value</source>
   <translation>Nächster Wert gegen einen vergangenen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/forecast/function.py"></location>
   <source>Discs: the rows of the training part. Line: the optimal network.
It bends at data points (filled) and at mirror points (hollow).</source>
   <translation>Scheiben: die Zeilen des Trainingsteils. Linie: das optimale Netz.
Es knickt an Datenpunkten (gefüllt) und an Spiegelpunkten (hohl).</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/forecast/function.py"></location>
   <source>{lag_words}: its part of the sum</source>
   <translation>{lag_words}: sein Teil der Summe</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/forecast/function.py"></location>
   <source>One function of two lags: open it as the signal to see it whole.</source>
   <translation>Eine Funktion zweier Lags: öffnen Sie sie als Signal, um sie ganz zu sehen.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/forecast/function.py"></location>
   <source>its part</source>
   <translation>sein Teil</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/forecast/layout.py"></location>
   <source>One step</source>
   <translation>Ein Schritt</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/forecast/layout.py"></location>
   <source>Every value of the test part from the true past</source>
   <translation>Jeder Wert des Testteils aus der wahren Vergangenheit</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/forecast/layout.py"></location>
   <source>Next values</source>
   <translation>Nächste</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/forecast/layout.py"></location>
   <source>What comes after the end of the data, each value from the ones forecast before it; in the test part in runs of the horizon's length, each from the true past at its start</source>
   <translation>Was nach dem Ende der Daten kommt, jeder Wert aus den vor ihm vorhergesagten; im Testteil in Läufen von der Länge des Horizonts, jeder an seinem Anfang aus der wahren Vergangenheit</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/forecast/layout.py"></location>
   <source>Function</source>
   <translation>Funktion</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/forecast/layout.py"></location>
   <source>The next value against a past value</source>
   <translation>Der nächste Wert gegen einen vergangenen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/forecast/layout.py"></location>
   <source>Errors</source>
   <translation>Fehler</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/forecast/layout.py"></location>
   <source>How far every model is from what came</source>
   <translation>Wie weit jedes Modell von dem ist, was kam</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/forecast/layout.py"></location>
   <source>Forecast</source>
   <translation>Vorhersage</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/forecast/layout.py"></location>
   <source>Fit, forecast and compare</source>
   <translation>Anpassen, vorhersagen und vergleichen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/forecast/layout.py"></location>
   <source>Stop</source>
   <translation>Anhalten</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/forecast/layout.py"></location>
   <source>Stop; what is there stays</source>
   <translation>Anhalten; was da ist, bleibt</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/forecast/layout.py"></location>
   <source>Open as signal</source>
   <translation>Als Signal</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/forecast/layout.py"></location>
   <source>Open this autoregression as the signal</source>
   <translation>Diese Autoregression als Signal öffnen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/forecast/layout.py"></location>
   <source>Load the rows (past → next) of the training part, to explore the features, mirror points and landscape of this very network</source>
   <translation>Die Zeilen (Vergangenheit → nächster Wert) des Trainingsteils laden, um Merkmale, Spiegelpunkte und Landschaft eben dieses Netzes zu erkunden</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/forecast/layout.py"></location>
   <source>Baselines</source>
   <translation>Basis</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/forecast/layout.py"></location>
   <source>Draw the baselines</source>
   <translation>Die Vergleichswerte zeichnen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/forecast/layout.py"></location>
   <source>Draw the linear autoregression, the last value and the value one season before</source>
   <translation>Die lineare Autoregression, den letzten Wert und den Wert eine Saison zuvor zeichnen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/forecast/layout.py"></location>
   <source>Progress of the forecast</source>
   <translation>Fortschritt der Vorhersage</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/forecast/layout.py"></location>
   <source>Save or copy every forecast as CSV, with all digits</source>
   <translation>Alle Vorhersagen als CSV speichern oder kopieren, mit allen Stellen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/forecast/layout.py"></location>
   <source>What the forecast found</source>
   <translation>Was die Vorhersage gefunden hat</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/forecast/layout.py"></location>
   <source>How every forecast is drawn</source>
   <translation>Wie jede Vorhersage gezeichnet ist</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/forecast/panel.py"></location>
   <source>Forecast the series from its own past: choose lags, then press Forecast.
The last part is kept apart to judge by.</source>
   <translation>Die Reihe aus ihrer eigenen Vergangenheit vorhersagen: wählen Sie Lags, dann drücken Sie „Vorhersage“.
Der letzte Teil bleibt zum Urteilen beiseite.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/forecast/panel.py"></location>
   <source>The same network forecasts the signal from its past.</source>
   <translation>Dasselbe Netz sagt das Signal aus seiner Vergangenheit vorher.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/forecast/panel.py"></location>
   <source>No forecast yet</source>
   <translation>Noch keine Vorhersage</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/forecast/panel.py"></location>
   <source>Settings have changed since: press Forecast to follow them.</source>
   <translation>Die Einstellungen sind geändert: drücken Sie „Vorhersage“, um ihnen zu folgen.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/forecast/panel.py"></location>
   <source>The picture is still that of the settings before.</source>
   <translation>Das Bild ist noch das der Einstellungen davor.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/forecast/panel.py"></location>
   <source>Root mean square error, one step ahead in the test part</source>
   <translation>Wurzel des mittleren quadrierten Fehlers, einen Schritt voraus im Testteil</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/forecast/panel.py"></location>
   <source>opening of the forecast's samples</source>
   <translation>Öffnen der Datenpunkte der Vorhersage</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/forecast/panel.py"></location>
   <source>opening the samples of the forecast</source>
   <translation>dem Öffnen der Datenpunkte der Vorhersage</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/forecast/panel.py"></location>
   <source>Load a signal to forecast it.</source>
   <translation>Laden Sie ein Signal, um es vorherzusagen.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/forecast/panel.py"></location>
   <source>A forecast needs a series: one column of x, its time.
Choose one column under Inputs, or open a series.</source>
   <translation>Eine Vorhersage braucht eine Reihe: eine Spalte x, ihre Zeit.
Wählen Sie unter Eingänge eine Spalte, oder öffnen Sie eine Reihe.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/forecast/plot.py"></location>
   <source>Series and forecasts</source>
   <translation>Reihe und Vorhersagen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/forecast/plot.py"></location>
   <source>The data (discs), the test part (right of the line) and what each model forecasts.
Drag to move, wheel to zoom, double-click to see the test part.</source>
   <translation>Die Daten (Scheiben), der Testteil (rechts der Linie) und was jedes Modell vorhersagt.
Ziehen verschiebt, das Rad vergrößert, ein Doppelklick zeigt den Testteil.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/forecast/table.py"></location>
   <source>optimal</source>
   <translation>optimal</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/forecast/table.py"></location>
   <source>trained</source>
   <translation>trainiert</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/forecast/table.py"></location>
   <source>linear</source>
   <translation>linear</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/forecast/table.py"></location>
   <source>season</source>
   <translation>Saison</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/forecast/table.py"></location>
   <source>last</source>
   <translation>letzter</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/forecast/table.py"></location>
   <source>Errors of the forecasts</source>
   <translation>Fehler der Vorhersagen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/forecast/table.py"></location>
   <source>Errors of every model over the same forecasts; the least of each column is bold.</source>
   <translation>Fehler jedes Modells über dieselben Vorhersagen; der kleinste jeder Spalte ist fett.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/forecast/table.py"></location>
   <source>Fitted to the training part only</source>
   <translation>Nur an den Trainingsteil angepasst</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/forecast/table.py"></location>
   <source>Mean absolute error, one step ahead in the test part</source>
   <translation>Mittlerer absoluter Fehler, einen Schritt voraus im Testteil</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/forecast/table.py"></location>
   <source>The same over the mean change from one value (or season) to the next in the training part: below 1 beats the naive forecast there</source>
   <translation>Derselbe im Verhältnis zur mittleren Änderung von einem Wert (oder einer Saison) zum nächsten im Trainingsteil: unter 1 schlägt die naive Vorhersage dort</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/forecast/table.py"></location>
   <source>RMSE over forecasts {ahead} steps ahead, from every time of the test part</source>
   <translation>RMSE über Vorhersagen {ahead} Schritte voraus, von jedem Zeitpunkt des Testteils aus</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/forecast/table.py"></location>
   <source>Valid.</source>
   <translation>Valid.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/forecast/table.py"></location>
   <source>RMSE one step ahead in rolling validation, fitted anew before every block</source>
   <translation>RMSE einen Schritt voraus in rollender Validierung, vor jedem Block neu angepasst</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/forecast/table.py"></location>
   <source>Training is not repeated for every block</source>
   <translation>Das Training wird nicht für jeden Block wiederholt</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/forecast/words.py"></location>
   <source>last value</source>
   <translation>letzter Wert</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/forecast/words.py"></location>
   <source>a season before</source>
   <translation>eine Saison zuvor</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/forecast/words.py"></location>
   <source>Fitting the network …</source>
   <translation>Das Netz wird angepasst …</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/forecast/words.py"></location>
   <source>The network's forecasts run away</source>
   <translation>Die Vorhersagen des Netzes laufen davon</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/forecast/words.py"></location>
   <source>RMSE {mine}; the best baseline ({name}) has 0</source>
   <translation>RMSE {mine}; der beste Vergleichswert ({name}) hat 0</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/forecast/words.py"></location>
   <source>RMSE as the best baseline ({name})</source>
   <translation>RMSE wie der beste Vergleichswert ({name})</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/forecast/words.py"></location>
   <source>RMSE {change} below the best baseline ({name})</source>
   <translation>RMSE {change} unter dem besten Vergleichswert ({name})</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/forecast/words.py"></location>
   <source>RMSE {change} above the best baseline ({name})</source>
   <translation>RMSE {change} über dem besten Vergleichswert ({name})</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/forecast/words.py"></location>
   <source>Next, {values}</source>
   <translation>Als Nächstes, {values}</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/forecast/words.py"></location>
   <source>✓ certified</source>
   <translation>✓ zertifiziert</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/forecast/words.py"></location>
   <source>! not certified</source>
   <translation>! nicht zertifiziert</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/forecast/words.py"></location>
   <source>{mark}, gap {gap} · {neurons} · λ = {lam_ratio} λmax</source>
   <translation>{mark}, Lücke {gap} · {neurons} · λ = {lam_ratio} λmax</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/forecast/words.py"></location>
   <source>{training} rows to train on, {tested} tested</source>
   <translation>{training} Zeilen zum Trainieren, {tested} geprüft</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/forecast/words.py"></location>
   <source>; λ by validation</source>
   <translation>; λ durch Validierung</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/forecast/words.py"></location>
   <source>; {high:.0f} % band holds {held}</source>
   <translation>; {high:.0f}-%-Band enthält {held}</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/forecast/words.py"></location>
   <source>{inputs} beyond those trained on</source>
   <translation>{inputs} jenseits der trainierten</translation>
  </message>
  <message numerus="yes">
   <location filename="mirrors_gui/panels/forecast/words.py"></location>
   <source>test inputs</source>
   <comment>behind a number</comment>
   <translation>
    <numerusform>Testeingang</numerusform>
    <numerusform>Testeingänge</numerusform>
   </translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/forecast/words.py"></location>
   <source>Ordinary training ends {above} above the optimum</source>
   <translation>Gewöhnliches Training endet {above} über dem Optimum</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/lambda_strip/events.py"></location>
   <source>neuron born</source>
   <translation>Neuron geboren</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/lambda_strip/events.py"></location>
   <source>neuron gone</source>
   <translation>Neuron gegangen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/lambda_strip/events.py"></location>
   <source>{neurons} changed sign</source>
   <translation>{neurons} mit neuem Vorzeichen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/lambda_strip/events.py"></location>
   <source>one neuron replaced by another</source>
   <translation>ein Neuron durch ein anderes ersetzt</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/lambda_strip/events.py"></location>
   <source>neuron replaced: {old} by {new}</source>
   <translation>Neuron ersetzt: {old} durch {new}</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/lambda_strip/events.py"></location>
   <source>{neurons} born</source>
   <translation>{neurons} geboren</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/lambda_strip/events.py"></location>
   <source>{neurons} gone</source>
   <translation>{neurons} gegangen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/lambda_strip/events.py"></location>
   <source>{words}, somewhere here</source>
   <translation>{words}, irgendwo hier</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/lambda_strip/events.py"></location>
   <source>switch</source>
   <translation>Sprung</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/lambda_strip/events.py"></location>
   <source>kink</source>
   <translation>Knick</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/lambda_strip/events.py"></location>
   <source>switches</source>
   <translation>Sprünge</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/lambda_strip/events.py"></location>
   <source>kinks</source>
   <translation>Knicke</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/lambda_strip/events.py"></location>
   <source>mirror </source>
   <translation>Spiegel </translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/lambda_strip/events.py"></location>
   <source>{word} at {place}</source>
   <translation>{word} bei {place}</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/lambda_strip/events.py"></location>
   <source>{count} {many} from {first}</source>
   <translation>{count} {many} ab {first}</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/lambda_strip/events.py"></location>
   <source>{many} at {places} and {last}</source>
   <translation>{many} bei {places} und {last}</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/lambda_strip/marks.py"></location>
   <source>Least cross-validated error</source>
   <translation>Kleinster kreuzvalidierter Fehler</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/lambda_strip/marks.py"></location>
   <source>Simplest within one standard error</source>
   <translation>Einfachstes innerhalb eines Standardfehlers</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/lambda_strip/marks.py"></location>
   <source>Least AIC</source>
   <translation>Kleinstes AIC</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/lambda_strip/marks.py"></location>
   <source>Least AICc</source>
   <translation>Kleinstes AICc</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/lambda_strip/marks.py"></location>
   <source>Least BIC</source>
   <translation>Kleinstes BIC</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/lambda_strip/marks.py"></location>
   <source>{rule}: {pick}
Click to move λ there.</source>
   <translation>{rule}: {pick}
Ein Klick bewegt λ dorthin.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/lambda_strip/marks.py"></location>
   <source>, {score_name} {mean} ± {standard_error} ({folds} {splits} folds)</source>
   <translation>, {score_name} {mean} ± {standard_error} ({folds} Teile, {splits})</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/lambda_strip/marks.py"></location>
   <source>; not every fit behind it was certified</source>
   <translation>; nicht jede Anpassung dahinter war zertifiziert</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/lambda_strip/selection_menu.py"></location>
   <source>Random folds</source>
   <translation>Zufällige Teile</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/lambda_strip/selection_menu.py"></location>
   <source>Every point is tested once, in five folds drawn at random.</source>
   <translation>Jeder Punkt wird einmal geprüft, in fünf zufällig gezogenen Teilen.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/lambda_strip/selection_menu.py"></location>
   <source>Blocks of neighbours</source>
   <translation>Blöcke von Nachbarn</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/lambda_strip/selection_menu.py"></location>
   <source>Every point is tested once, in five runs of neighbours: for series, and to see how well gaps are filled.</source>
   <translation>Jeder Punkt wird einmal geprüft, in fünf Läufen von Nachbarn: für Reihen, und um zu sehen, wie gut Lücken gefüllt werden.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/lambda_strip/selection_menu.py"></location>
   <source>Rolling origin</source>
   <translation>Rollender Ursprung</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/lambda_strip/selection_menu.py"></location>
   <source>Five times, what comes next is tested on all that came before: for forecasts.</source>
   <translation>Fünfmal wird, was als Nächstes kommt, an allem geprüft, was davor kam: für Vorhersagen.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/lambda_strip/selection_menu.py"></location>
   <source>Choose λ</source>
   <translation>λ wählen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/lambda_strip/selection_menu.py"></location>
   <source>Let cross-validation or a criterion choose λ; its picks become marks on the strip.</source>
   <translation>Kreuzvalidierung oder ein Kriterium λ wählen lassen; ihre Wahl wird auf dem Streifen markiert.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/lambda_strip/selection_menu.py"></location>
   <source>Compare by cross-validation</source>
   <translation>Durch Kreuzvalidierung vergleichen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/lambda_strip/selection_menu.py"></location>
   <source>Show the errors</source>
   <translation>Die Fehler zeigen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/lambda_strip/selection_menu.py"></location>
   <source>The view Validation: the mean error and its standard error against λ.</source>
   <translation>Die Ansicht „Validierung“: der mittlere Fehler und sein Standardfehler gegen λ.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/lambda_strip/selection_menu.py"></location>
   <source>Move λ to</source>
   <translation>λ bewegen zu</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/lambda_strip/selection_menu.py"></location>
   <source>Progress of the choice of λ</source>
   <translation>Fortschritt der Wahl von λ</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/lambda_strip/selection_menu.py"></location>
   <source>Stop choosing λ</source>
   <translation>Die Wahl von λ anhalten</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/lambda_strip/selection_menu.py"></location>
   <source>Validation</source>
   <translation>Validierung</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/lambda_strip/selection_menu.py"></location>
   <source>Choosing λ: {stage}</source>
   <translation>Wahl von λ: {stage}</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/lambda_strip/selection_menu.py"></location>
   <source>Where the mean error on points not trained on is least.</source>
   <translation>Wo der mittlere Fehler an nicht trainierten Punkten am kleinsten ist.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/lambda_strip/selection_menu.py"></location>
   <source>The simplest network whose error is within one standard error of the least: the usual choice, for the least is itself uncertain.</source>
   <translation>Das einfachste Netz, dessen Fehler innerhalb eines Standardfehlers vom kleinsten liegt: die übliche Wahl, denn der kleinste ist selbst unsicher.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/lambda_strip/selection_menu.py"></location>
   <source>Least Akaike criterion of the fit to all points: 2 for each neuron against the logarithm of the error.</source>
   <translation>Kleinstes Akaike-Kriterium der Anpassung an alle Punkte: 2 für jedes Neuron gegen den Logarithmus des Fehlers.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/lambda_strip/selection_menu.py"></location>
   <source>The Akaike criterion corrected for few points.</source>
   <translation>Das Akaike-Kriterium, für wenige Punkte berichtigt.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/lambda_strip/selection_menu.py"></location>
   <source>Least Bayesian criterion: log N for each neuron, so simpler than AIC.</source>
   <translation>Kleinstes Bayes-Kriterium: log N für jedes Neuron, also einfacher als AIC.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/lambda_strip/size_field.py"></location>
   <source>at most</source>
   <translation>höchstens</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/lambda_strip/size_field.py"></location>
   <source>searching …</source>
   <translation>Suche …</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/lambda_strip/size_field.py"></location>
   <source>Most neurons or kinks</source>
   <translation>Höchstzahl der Neuronen oder Knicke</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/lambda_strip/size_field.py"></location>
   <source>So many neurons, or kinks inside the data, at most: Enter takes λ from λmax down to the last value before the optimal network would have more. Esc stops the search.</source>
   <translation>Höchstens so viele Neuronen, oder Knicke innerhalb der Daten: Eingabe führt λ von λmax hinab bis zum letzten Wert, bevor das optimale Netz mehr hätte. Esc beendet die Suche.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/lambda_strip/size_field.py"></location>
   <source>What is counted</source>
   <translation>Was gezählt wird</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/lambda_strip/size_field.py"></location>
   <source>Neurons are the units in use; kinks are the distinct points inside the data where the function changes slope.</source>
   <translation>Neuronen sind die benutzten Einheiten; Knicke sind die verschiedenen Stellen innerhalb der Daten, an denen die Funktion ihre Steigung ändert.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/lambda_strip/size_field.py"></location>
   <source>neurons</source>
   <translation>Neuronen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/lambda_strip/size_field.py"></location>
   <source>the number of {unit}</source>
   <translation>die Anzahl der {unit}</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/lambda_strip/slider.py"></location>
   <source>0 · interpolation</source>
   <translation>0 · Interpolation</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/lambda_strip/slider.py"></location>
   <source>simple · λmax</source>
   <translation>einfach · λmax</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/lambda_strip/slider.py"></location>
   <source>{ratio} · rich</source>
   <translation>{ratio} · reich</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/lambda_strip/strip.py"></location>
   <source>λ “{words}” must not be negative.</source>
   <translation>λ „{words}“ darf nicht negativ sein.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/lambda_strip/strip.py"></location>
   <source>λmax is not known yet: type a share of it, such as 2 %.</source>
   <translation>λmax ist noch nicht bekannt: geben Sie einen Anteil davon ein, etwa 2 %.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/lambda_strip/strip.py"></location>
   <source>Regularisation λ</source>
   <translation>Regularisierung λ</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/lambda_strip/strip.py"></location>
   <source>Previous event</source>
   <translation>Voriges Ereignis</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/lambda_strip/strip.py"></location>
   <source>Back to just after a neuron was born or died  ([)</source>
   <translation>Zurück, kurz nachdem ein Neuron geboren wurde oder starb  ([)</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/lambda_strip/strip.py"></location>
   <source>Next event</source>
   <translation>Nächstes Ereignis</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/lambda_strip/strip.py"></location>
   <source>On to just after the next neuron is born or dies  (])</source>
   <translation>Weiter, kurz nachdem das nächste Neuron geboren wird oder stirbt  (])</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/lambda_strip/strip.py"></location>
   <source>Let λ run from simple to rich  (Ctrl+P)</source>
   <translation>λ von einfach zu reich laufen lassen  (Strg+P)</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/lambda_strip/strip.py"></location>
   <source>Play again and again</source>
   <translation>Wieder und wieder abspielen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/lambda_strip/strip.py"></location>
   <source>At the rich end, begin again instead of stopping</source>
   <translation>Am reichen Ende von vorn beginnen, statt anzuhalten</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/lambda_strip/strip.py"></location>
   <source>λ as a share of λ max, from simple to rich</source>
   <translation>λ als Anteil von λmax, von einfach zu reich</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/lambda_strip/strip.py"></location>
   <source>Left: simple, a constant. Right: rich, through every point.
Arrows, Page and Home/End move it; the curve is the number of neurons, and every tick one that is born (long) or dies (short).</source>
   <translation>Links: einfach, eine Konstante. Rechts: reich, durch jeden Punkt.
Pfeiltasten, Bild und Pos1/Ende bewegen es; die Kurve ist die Anzahl der Neuronen, und jeder Strich eines, das geboren wird (lang) oder stirbt (kurz).</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/lambda_strip/strip.py"></location>
   <source>λ in the units of the data, or a share of λmax such as 2 % or 0.02 max; 0 goes through every sample with the least norm.
The training problem is ½ Σ (f − y)² + λ Σ |z|.</source>
   <translation>λ in den Einheiten der Daten, oder ein Anteil von λmax wie 2 % oder 0.02 max; 0 geht mit der kleinsten Norm durch jeden Datenpunkt.
Das Trainingsproblem ist ½ Σ (f − y)² + λ Σ |z|.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/lambda_strip/strip.py"></location>
   <source>{share} % of λmax</source>
   <translation>{share} % von λmax</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/lambda_strip/strip.py"></location>
   <source>interpolation</source>
   <translation>Interpolation</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/lambda_strip/strip.py"></location>
   <source>λmax is 0</source>
   <translation>λmax ist 0</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/lambda_strip/strip.py"></location>
   <source>sampled at {count} λ: events between them are not listed</source>
   <translation>an {count} λ bestimmt: Ereignisse dazwischen sind nicht aufgeführt</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/lambda_strip/strip.py"></location>
   <source>λ = 0, through every sample</source>
   <translation>λ = 0, durch jeden Datenpunkt</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/lambda_strip/strip.py"></location>
   <source>any λ</source>
   <translation>beliebiges λ</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/lambda_strip/strip.py"></location>
   <source> · solving …</source>
   <translation> · wird gelöst …</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/landscape/panel.py"></location>
   <source>The dashed line will be another network, as good as the one shown.</source>
   <translation>Die gestrichelte Linie wird ein anderes Netz sein, so gut wie das gezeigte.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/landscape/panel.py"></location>
   <source>Landscape</source>
   <translation>Landschaft</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/landscape/panel.py"></location>
   <source>The fit at the samples is always the same. Weights, and the function between the samples, may differ from one optimal network to another.</source>
   <translation>Die Anpassung an den Datenpunkten ist immer dieselbe. Gewichte, und die Funktion zwischen den Datenpunkten, können von einem optimalen Netz zum anderen verschieden sein.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/landscape/panel.py"></location>
   <source>A feature can have weight only where it asks for as much as λ costs: |Aⱼᵀr| = λ, or |Aⱼᵀu| = 1 for the prices u of the samples where λ = 0.</source>
   <translation>Ein Merkmal kann nur Gewicht haben, wo es nach so viel verlangt, wie λ kostet: |Aⱼᵀr| = λ, oder |Aⱼᵀu| = 1 für die Preise u der Datenpunkte, wo λ = 0 ist.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/landscape/panel.py"></location>
   <source>Shade the optimal band</source>
   <translation>Optimales Band schattieren</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/landscape/panel.py"></location>
   <source>Between the least and the greatest value an optimal network takes at each x</source>
   <translation>Zwischen dem kleinsten und dem größten Wert, den ein optimales Netz an jedem x annimmt</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/landscape/panel.py"></location>
   <source>Show another</source>
   <translation>Anderes zeigen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/landscape/panel.py"></location>
   <source>Show another optimal network</source>
   <translation>Ein anderes optimales Netz zeigen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/landscape/panel.py"></location>
   <source>Draw another network with the same objective as a dashed line</source>
   <translation>Ein anderes Netz mit demselben Zielwert als gestrichelte Linie zeichnen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/landscape/panel.py"></location>
   <source>Outside the dictionary</source>
   <translation>Außerhalb</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/landscape/panel.py"></location>
   <source>Show an optimal network outside the dictionary</source>
   <translation>Ein optimales Netz außerhalb des Wörterbuchs zeigen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/landscape/panel.py"></location>
   <source>Draw a network as good as this one with a bend where neither a sample nor a mirror image is:
the dictionary holds an optimal network, not all of them</source>
   <translation>Ein Netz zeichnen, das so gut ist wie dieses, mit einem Knick, wo weder ein Datenpunkt noch ein Spiegelbild ist:
das Wörterbuch enthält ein optimales Netz, nicht alle</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/landscape/panel.py"></location>
   <source>Hide</source>
   <translation>Verbergen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/landscape/panel.py"></location>
   <source>Hide the other network</source>
   <translation>Das andere Netz verbergen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/landscape/panel.py"></location>
   <source>Remove that line</source>
   <translation>Diese Linie entfernen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/landscape/panel.py"></location>
   <source>The other optimal network</source>
   <translation>Das andere optimale Netz</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/landscape/panel.py"></location>
   <source>Equally good features</source>
   <translation>Gleich gute Merkmale</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/landscape/panel.py"></location>
   <source>Every feature some optimal network may use. Click a row to select it.</source>
   <translation>Jedes Merkmal, das ein optimales Netz benutzen darf. Ein Klick auf eine Zeile wählt es.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/landscape/panel.py"></location>
   <source>which other networks are as good</source>
   <translation>welche anderen Netze ebenso gut sind</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/landscape/panel.py"></location>
   <source>Looking for other optimal networks …</source>
   <translation>Suche nach anderen optimalen Netzen …</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/landscape/panel.py"></location>
   <source>Other optimal networks are not known here</source>
   <translation>Andere optimale Netze sind hier nicht bekannt</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/landscape/panel.py"></location>
   <source>Looking for one …</source>
   <translation>Suche nach einem …</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/landscape/panel.py"></location>
   <source>No other one was found.</source>
   <translation>Es wurde kein anderes gefunden.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/landscape/panel.py"></location>
   <source>; outside the dictionary, with {strongest}</source>
   <translation>; außerhalb des Wörterbuchs, mit {strongest}</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/landscape/panel.py"></location>
   <source>This network is the only optimal one in the dictionary</source>
   <translation>Dieses Netz ist das einzige optimale im Wörterbuch</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/landscape/panel.py"></location>
   <source>one way</source>
   <translation>eine Richtung</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/landscape/panel.py"></location>
   <source>{dimension} ways</source>
   <translation>{dimension} Richtungen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/landscape/panel.py"></location>
   <source>Many optimal networks: {ways} to move</source>
   <translation>Viele optimale Netze: {ways} zu gehen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/landscape/panel.py"></location>
   <source>{features} reach the threshold; </source>
   <translation>{features} erreichen die Schwelle; </translation>
  </message>
  <message numerus="yes">
   <location filename="mirrors_gui/panels/landscape/panel.py"></location>
   <source>features</source>
   <comment>behind a number</comment>
   <translation>
    <numerusform>Merkmal</numerusform>
    <numerusform>Merkmale</numerusform>
   </translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/landscape/panel.py"></location>
   <source>this network uses {used}</source>
   <translation>dieses Netz benutzt {used}</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/landscape/panel.py"></location>
   <source>, others use {able} more</source>
   <translation>, andere benutzen {able} mehr</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/landscape/panel.py"></location>
   <source>{words}. Between the samples the functions differ by up to {far} of the data's range.</source>
   <translation>{words}. Zwischen den Datenpunkten unterscheiden sich die Funktionen um bis zu {far} der Spanne der Daten.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/landscape/panel.py"></location>
   <source>{words}. The functions differ only beyond the data.</source>
   <translation>{words}. Die Funktionen unterscheiden sich nur jenseits der Daten.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/landscape/panel.py"></location>
   <source>{words}. Over the data all of them draw the same function.</source>
   <translation>{words}. Über den Daten zeichnen alle dieselbe Funktion.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/landscape/panel.py"></location>
   <source>norm</source>
   <translation>Norm</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/landscape/panel.py"></location>
   <source>{mark} {neurons}, same {what} {objective}, gap {gap}</source>
   <translation>{mark} {neurons}, gleicher {what} {objective}, Lücke {gap}</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/landscape/table_model.py"></location>
   <source>Optimal range</source>
   <translation>Optimale Spanne</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/landscape/table_model.py"></location>
   <source>Weight in the network shown; – if it does not use the feature</source>
   <translation>Gewicht im gezeigten Netz; –, wenn es das Merkmal nicht benutzt</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/landscape/table_model.py"></location>
   <source>From the least to the greatest weight that an optimal network gives it; the mark is the network shown</source>
   <translation>Vom kleinsten zum größten Gewicht, das ein optimales Netz ihm gibt; die Marke ist das gezeigte Netz</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/landscape/table_model.py"></location>
   <source>The range is being computed.</source>
   <translation>Die Spanne wird berechnet.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/landscape/table_model.py"></location>
   <source>No optimal network uses it.</source>
   <translation>Kein optimales Netz benutzt es.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/landscape/table_model.py"></location>
   <source>Every optimal network gives it the weight {low}.</source>
   <translation>Jedes optimale Netz gibt ihm das Gewicht {low}.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/landscape/table_model.py"></location>
   <source>Optimal networks give it any weight from {low} to {high}; here it has {now}.</source>
   <translation>Optimale Netze geben ihm jedes Gewicht von {low} bis {high}; hier hat es {now}.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/mirror_map/panel.py"></location>
   <source>Mirror maps belong to networks whose units mirror: |x| or symmetrised ReLU with three layers, reading one column.

Choose one at the left to see which reflections nearly pay for themselves.</source>
   <translation>Spiegelkarten gehören zu Netzen, deren Einheiten spiegeln: |x| oder symmetrisiertes ReLU mit drei Schichten, die eine Spalte lesen.

Wählen Sie links eines, um zu sehen, welche Spiegelungen sich fast bezahlt machen.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/mirror_map/panel.py"></location>
   <source>Point at a cell: the sample below it is the mirror, the sample at its left is reflected. Rings are neurons, on the diagonal those of two layers.</source>
   <translation>Zeigen Sie auf eine Zelle: der Datenpunkt unter ihr ist der Spiegel, der Datenpunkt links wird gespiegelt. Ringe sind Neuronen, auf der Diagonalen die aus zwei Schichten.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/mirror_map/panel.py"></location>
   <source>Point at a cell: the samples below it and at its left mirror each other about their middle. Rings are neurons.</source>
   <translation>Zeigen Sie auf eine Zelle: die Datenpunkte unter ihr und links spiegeln einander an ihrer Mitte. Ringe sind Neuronen.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/mirror_map/panel.py"></location>
   <source>Mirror map</source>
   <translation>Spiegelkarte</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/mirror_map/panel.py"></location>
   <source>Every cell is a possible neuron; full colour means that it pays for itself. Deep networks put their kinks at mirror images of samples. The wheel zooms, dragging pans, a double click shows all.</source>
   <translation>Jede Zelle ist ein mögliches Neuron; volle Farbe heißt, dass es sich bezahlt macht. Tiefe Netze setzen ihre Knicke an Spiegelbilder von Datenpunkten. Das Mausrad vergrößert, Ziehen verschiebt, ein Doppelklick zeigt alles.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/mirror_map/panel.py"></location>
   <source>The cell pointed at, in words</source>
   <translation>Die gezeigte Zelle, in Worten</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/mirror_map/panel.py"></location>
   <source>Reflections</source>
   <translation>Spiegelungen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/mirror_map/panel.py"></location>
   <source>One sample mirrored about another one</source>
   <translation>Ein Datenpunkt, gespiegelt an einem anderen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/mirror_map/panel.py"></location>
   <source>Midpoints</source>
   <translation>Mittelpunkte</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/mirror_map/panel.py"></location>
   <source>Two samples that mirror each other about their middle</source>
   <translation>Zwei Datenpunkte, die einander an ihrer Mitte spiegeln</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/mirror_map/panel.py"></location>
   <source>The map is being computed.</source>
   <translation>Die Karte wird berechnet.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/mirror_map/panel.py"></location>
   <source>Load a signal to see which of its mirror images nearly pay for themselves.</source>
   <translation>Laden Sie ein Signal, um zu sehen, welche seiner Spiegelbilder sich fast bezahlt machen.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/mirror_map/panel.py"></location>
   <source>reflected {x_name}</source>
   <translation>{x_name}, gespiegelt</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/mirror_map/panel.py"></location>
   <source>mirror {x_name}</source>
   <translation>{x_name}, Spiegel</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/mirror_map/panel.py"></location>
   <source> · in use, weight {weight}</source>
   <translation> · benutzt, Gewicht {weight}</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/mirror_map/panel.py"></location>
   <source>Every pair of {along} × {up} samples in view is priced.</source>
   <translation>Jedes Paar der {along} × {up} sichtbaren Datenpunkte ist berechnet.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/mirror_map/panel.py"></location>
   <source>{looked} of {all} samples a side are priced: zoom in until every pair is.</source>
   <translation>Berechnet sind {looked} von {all} Datenpunkten je Seite: Vergrößern Sie, bis es jedes Paar ist.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/mirror_map/panel.py"></location>
   <source>reaches λ</source>
   <translation>erreicht λ</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/mirror_map/panel.py"></location>
   <source>just below λ</source>
   <translation>knapp unter λ</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/mirror_map/view.py"></location>
   <source>Mirror map: correlation of every pair of samples</source>
   <translation>Spiegelkarte: Korrelation jedes Paars von Datenpunkten</translation>
  </message>
  <message numerus="yes">
   <location filename="mirrors_gui/panels/network/drawing.py"></location>
   <source>smaller units</source>
   <comment>behind a number</comment>
   <translation>
    <numerusform>kleinere Einheit</numerusform>
    <numerusform>kleinere Einheiten</numerusform>
   </translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/network/drawing.py"></location>
   <source>Fold the {units}</source>
   <translation>{units} einklappen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/network/drawing.py"></location>
   <source> · {more} even smaller ones are not drawn</source>
   <translation> · {more} noch kleinere sind nicht gezeichnet</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/network/drawing.py"></location>
   <source>Click, or press space, to fold them again</source>
   <translation>Klick oder Leertaste klappt sie wieder ein</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/network/drawing.py"></location>
   <source>Click, or press space, to draw them too</source>
   <translation>Klick oder Leertaste zeichnet auch sie</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/network/drawing.py"></location>
   <source>Click, or press space, to draw the {count} largest of them too</source>
   <translation>Klick oder Leertaste zeichnet auch die {count} größten davon</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/network/lanes.py"></location>
   <source>#{rank} {kind} · {share} of all weight
{numbers}
{kinks}</source>
   <translation>#{rank} {kind} · {share} des ganzen Gewichts
{numbers}
{kinks}</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/network/lanes.py"></location>
   <source>amplitude {amplitude}</source>
   <translation>Amplitude {amplitude}</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/network/panel.py"></location>
   <source>The deep network itself: each lane is one unit, each picture what a layer makes of x. Pink is the mirrored half.</source>
   <translation>Das tiefe Netz selbst: jede Bahn ist eine Einheit, jedes Bild, was eine Schicht aus x macht. Rosa ist die gespiegelte Hälfte.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/network/panel.py"></location>
   <source>Drawing of the network</source>
   <translation>Zeichnung des Netzes</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/network/panel.py"></location>
   <source>Click a unit to follow it everywhere. Wheel or pinch zooms, dragging pans; arrow keys walk through the units, space unfolds, 0 fits.</source>
   <translation>Ein Klick auf eine Einheit folgt ihr überall. Rad oder zwei Finger vergrößern, Ziehen verschiebt; Pfeiltasten gehen durch die Einheiten, Leertaste klappt auf, 0 passt ein.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/network/panel.py"></location>
   <source>The unit selected or pointed at</source>
   <translation>Die gewählte oder gezeigte Einheit</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/network/panel.py"></location>
   <source>the network that fits it best</source>
   <translation>das Netz, das am besten passt</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/network/panel.py"></location>
   <source>{n} units side by side</source>
   <translation>{n} Einheiten nebeneinander</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/network/panel.py"></location>
   <source>one unit</source>
   <translation>eine Einheit</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/network/panel.py"></location>
   <source>one</source>
   <translation>eine</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/network/panel.py"></location>
   <source>it</source>
   <translation>sie</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/network/panel.py"></location>
   <source>{net}: {units}. The {drawn} drawn have {share} of all weight. Point at {which} to read its weights.</source>
   <translation>{net}: {units}. Die gezeichneten {drawn} haben {share} allen Gewichts. Zeigen Sie auf {which}, um die Gewichte zu lesen.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/network/panel.py"></location>
   <source>{net}: {units}. Point at {which} to read its weights.</source>
   <translation>{net}: {units}. Zeigen Sie auf {which}, um die Gewichte zu lesen.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/network/wires.py"></location>
   <source>constant {value}</source>
   <translation>Konstante {value}</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/network/wires.py"></location>
   <source> · skip slope {slopes}</source>
   <translation> · Skip-Steigung {slopes}</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/path/panel.py"></location>
   <source>Path</source>
   <translation>Pfad</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/path/panel.py"></location>
   <source>Every line is one neuron's weight as λ falls from left (simple) to right (rich). Click anywhere to take λ there. The wheel zooms, dragging pans, a double click shows all.</source>
   <translation>Jede Linie ist das Gewicht eines Neurons, während λ von links (einfach) nach rechts (reich) fällt. Ein Klick bringt λ dorthin. Das Mausrad vergrößert, Ziehen verschiebt, ein Doppelklick zeigt alles.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/path/panel.py"></location>
   <source>Weights along the path of λ</source>
   <translation>Gewichte entlang des Pfads von λ</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/path/panel.py"></location>
   <source>Weight of every neuron against λ/λmax. Click to set λ; drag the line to explore.</source>
   <translation>Gewicht jedes Neurons gegen λ/λmax. Ein Klick setzt λ; ziehen Sie die Linie zum Erkunden.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/path/panel.py"></location>
   <source>weight z (square-root scale)</source>
   <translation>Gewicht z (Wurzelskala)</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/path/panel.py"></location>
   <source>The neuron selected or pointed at along the path</source>
   <translation>Das gewählte oder gezeigte Neuron entlang des Pfads</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/path/panel.py"></location>
   <source>The path is being followed: it appears here as it grows.</source>
   <translation>Der Pfad wird verfolgt: er erscheint hier, während er wächst.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/path/panel.py"></location>
   <source>Load a signal to see how its network grows as λ falls.</source>
   <translation>Laden Sie ein Signal, um zu sehen, wie sein Netz wächst, während λ fällt.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/path/panel.py"></location>
   <source>{name} · enters at λ = {enters} λmax</source>
   <translation>{name} · tritt bei λ = {enters} λmax ein</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/path/panel.py"></location>
   <source>{neurons}, of which the {drawn} strongest are drawn</source>
   <translation>{neurons}, von denen die {drawn} stärksten gezeichnet sind</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/path/panel.py"></location>
   <source>Followed to λ = {reached} λmax so far: {lines}.</source>
   <translation>Bisher verfolgt bis λ = {reached} λmax: {lines}.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/path/panel.py"></location>
   <source>In use in view: {lines}. The path is coarse there: {solved} more λ were solved for this view; events between them are not listed.</source>
   <translation>Im Ausschnitt beteiligt: {lines}. Der Pfad ist dort grob: für diese Ansicht wurden {solved} weitere λ gelöst; Ereignisse dazwischen sind nicht aufgeführt.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/path/panel.py"></location>
   <source>In use at the λ that were solved: {lines}. The path is coarse: between {places} of these λ and the next it is not followed event by event. Zoom in to solve more.</source>
   <translation>An den gelösten λ beteiligt: {lines}. Der Pfad ist grob: zwischen {places} dieser λ und dem nächsten wird er nicht Ereignis für Ereignis verfolgt. Vergrößern Sie, um mehr zu lösen.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/path/panel.py"></location>
   <source>In use somewhere along the path: {lines}. Point at a line to know it.</source>
   <translation>Irgendwo entlang des Pfads beteiligt: {lines}. Zeigen Sie auf eine Linie, um sie zu kennen.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/settings/data_card.py"></location>
   <source>Open a CSV file</source>
   <translation>Eine CSV-Datei öffnen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/settings/data_card.py"></location>
   <source>Open a CSV file  (Ctrl+O); a file can also be dropped anywhere on the window</source>
   <translation>Eine CSV-Datei öffnen  (Strg+O); eine Datei kann auch irgendwo im Fenster abgelegt werden</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/settings/data_card.py"></location>
   <source>Signals that come with the program, with source and licence  (Ctrl+G)</source>
   <translation>Signale, die mit dem Programm kommen, mit Quelle und Lizenz  (Strg+G)</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/settings/data_card.py"></location>
   <source>Columns the function depends on besides the first; two make a plane</source>
   <translation>Spalten, von denen die Funktion außer der ersten abhängt; zwei ergeben eine Ebene</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/settings/data_card.py"></location>
   <source>How it was read …</source>
   <translation>Wie gelesen wurde …</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/settings/data_card.py"></location>
   <source>How it was read</source>
   <translation>Wie gelesen wurde</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/settings/data_card.py"></location>
   <source>The file line by line, and every choice about reading it</source>
   <translation>Die Datei Zeile für Zeile, und jede Wahl beim Lesen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/settings/data_card.py"></location>
   <source>Include all</source>
   <translation>Alle einschließen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/settings/data_card.py"></location>
   <source>Take the points in again that were left out by hand</source>
   <translation>Die Punkte wieder hineinnehmen, die von Hand ausgelassen wurden</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/settings/data_card.py"></location>
   <source>Drop a CSV here, paste columns, or open an example.</source>
   <translation>CSV hier ablegen, Spalten einfügen, oder ein Beispiel öffnen.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/settings/data_card.py"></location>
   <source>{samples} of {y_name} against {x_name}</source>
   <translation>{samples}: {y_name} gegen {x_name}</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/settings/data_card.py"></location>
   <source>From {source}</source>
   <translation>Aus {source}</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/settings/data_card.py"></location>
   <source>{origin}, edited by hand</source>
   <translation>{origin}, von Hand bearbeitet</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/settings/data_card.py"></location>
   <source>Edited by hand</source>
   <translation>Von Hand bearbeitet</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/settings/loss_fields.py"></location>
   <source>squared</source>
   <translation>quadratisch</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/settings/loss_fields.py"></location>
   <source>quantile</source>
   <translation>Quantil</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/settings/loss_fields.py"></location>
   <source>logistic (labels ±1)</source>
   <translation>logistisch (Labels ±1)</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/settings/loss_fields.py"></location>
   <source>Loss</source>
   <translation>Verlust</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/settings/loss_fields.py"></location>
   <source>What a residual r = data − function costs.
Squared: ½ r². Huber: ½ r² up to delta, then in proportion to |r|, so that outliers pull no harder.
Quantile: a share τ of the samples comes to lie below the function.
Logistic: the data are labels −1 and 1, the function is the log-odds of label 1.</source>
   <translation>Was ein Residuum r = Daten − Funktion kostet.
Quadratisch: ½ r². Huber: ½ r² bis Delta, dann im Verhältnis zu |r|, sodass Ausreißer nicht stärker ziehen.
Quantil: ein Anteil τ der Datenpunkte kommt unter die Funktion.
Logistisch: die Daten sind Labels −1 und 1, die Funktion ist die Log-Odds von Label 1.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/settings/loss_fields.py"></location>
   <source>Delta</source>
   <translation>Delta</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/settings/loss_fields.py"></location>
   <source>Residual from which a sample counts as an outlier, in the units of the data; above 0</source>
   <translation>Residuum, ab dem ein Datenpunkt als Ausreißer zählt, in den Einheiten der Daten; über 0</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/settings/loss_fields.py"></location>
   <source>Quantile</source>
   <translation>Quantil</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/settings/loss_fields.py"></location>
   <source>Share τ of the samples that should lie below the function, between 0 and 1: 0.5 is the median</source>
   <translation>Anteil τ der Datenpunkte, die unter der Funktion liegen sollen, zwischen 0 und 1: 0.5 ist der Median</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/settings/network_card.py"></location>
   <source>leaky ReLU</source>
   <translation>Leaky ReLU</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/settings/network_card.py"></location>
   <source>absolute value |·|</source>
   <translation>Betrag |·|</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/settings/network_card.py"></location>
   <source>symmetrised ReLU</source>
   <translation>symmetrisiertes ReLU</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/settings/network_card.py"></location>
   <source>sign</source>
   <translation>Vorzeichen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/settings/network_card.py"></location>
   <source>threshold</source>
   <translation>Schwelle</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/settings/network_card.py"></location>
   <source>piecewise linear</source>
   <translation>stückweise linear</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/settings/network_card.py"></location>
   <source>coordinate descent</source>
   <translation>Koordinatenabstieg</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/settings/network_card.py"></location>
   <source>active set</source>
   <translation>aktive Menge</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/settings/network_card.py"></location>
   <source>one column</source>
   <translation>eine Spalte</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/settings/network_card.py"></location>
   <source>Choose one column of x</source>
   <translation>Wählen Sie eine Spalte x</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/settings/network_card.py"></location>
   <source>two columns (plane)</source>
   <translation>zwei Spalten (Ebene)</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/settings/network_card.py"></location>
   <source>Choose two columns of x</source>
   <translation>Wählen Sie zwei Spalten x</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/settings/network_card.py"></location>
   <source>additive</source>
   <translation>additiv</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/settings/network_card.py"></location>
   <source>Choose two or more columns of x</source>
   <translation>Wählen Sie zwei oder mehr Spalten x</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/settings/network_card.py"></location>
   <source>The non-linearity of every hidden layer</source>
   <translation>Die Nichtlinearität jeder verdeckten Schicht</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/settings/network_card.py"></location>
   <source>Number of layers, the linear output layer included: 3 means two hidden layers</source>
   <translation>Anzahl der Schichten, die lineare Ausgabeschicht eingerechnet: 3 heißt zwei verdeckte Schichten</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/settings/network_card.py"></location>
   <source>Left slope</source>
   <translation>Steigung li.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/settings/network_card.py"></location>
   <source>Slope of leaky ReLU left of 0, in (0, 1)</source>
   <translation>Steigung von Leaky ReLU links von 0, in (0, 1)</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/settings/network_card.py"></location>
   <source>Slopes</source>
   <translation>Steigungen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/settings/network_card.py"></location>
   <source>Right and left slope of the activation, such as 1, -0.5</source>
   <translation>Rechte und linke Steigung der Aktivierung, etwa 1, -0.5</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/settings/network_card.py"></location>
   <source>rectangular</source>
   <translation>rechteckig</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/settings/network_card.py"></location>
   <source>tree</source>
   <translation>Baum</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/settings/network_card.py"></location>
   <source>Shape of a unit</source>
   <translation>Form einer Einheit</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/settings/network_card.py"></location>
   <source>How the neurons of one unit are wired: full layers, or a tree</source>
   <translation>Wie die Neuronen einer Einheit verdrahtet sind: volle Schichten, oder ein Baum</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/settings/network_card.py"></location>
   <source>Widths</source>
   <translation>Breiten</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/settings/network_card.py"></location>
   <source>Neurons of one unit in its hidden layers but the last, such as 3 or 3, 2</source>
   <translation>Neuronen einer Einheit in ihren verdeckten Schichten außer der letzten, etwa 3 oder 3, 2</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/settings/network_card.py"></location>
   <source>all it can need</source>
   <translation>alle, die es brauchen kann</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/settings/network_card.py"></location>
   <source>data features only</source>
   <translation>nur Daten-Merkmale</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/settings/network_card.py"></location>
   <source>All features this network can need, so that the optimum is certified; or, where
those are too many, only the ones folded at data points. Then the answer is
optimal over these only, and not certified.</source>
   <translation>Alle Merkmale, die dieses Netz brauchen kann, sodass das Optimum zertifiziert ist; oder, wo
das zu viele sind, nur die an Datenpunkten gefalteten. Dann ist die Antwort
nur über diese optimal und nicht zertifiziert.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/settings/network_card.py"></location>
   <source>Skip connection</source>
   <translation>Skip-Verbindung</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/settings/network_card.py"></location>
   <source>A straight line beside the units, not penalised: at λmax the fit is linear regression, and λ only pays for bends.</source>
   <translation>Eine Gerade neben den Einheiten, nicht bestraft: bei λmax ist die Anpassung lineare Regression, und λ bezahlt nur für Knicke.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/settings/network_card.py"></location>
   <source>Automatic: coordinate descent on the working set, finished exactly.
Coordinate descent alone is the reference, whose gap is reported as it is.</source>
   <translation>Automatisch: Koordinatenabstieg auf der Arbeitsmenge, exakt zu Ende gebracht.
Koordinatenabstieg allein ist die Referenz, deren Lücke so berichtet wird, wie sie ist.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/settings/network_card.py"></location>
   <source>Inputs</source>
   <translation>Eingänge</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/settings/network_card.py"></location>
   <source>How a unit reads x: one column; two columns at once, in any direction of the plane;
or several columns, of which each unit reads one.</source>
   <translation>Wie eine Einheit x liest: eine Spalte; zwei Spalten zugleich, in jeder Richtung der Ebene;
oder mehrere Spalten, von denen jede Einheit eine liest.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/settings/network_card.py"></location>
   <source>Unit</source>
   <translation>Einheit</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/settings/network_card.py"></location>
   <source>Not available</source>
   <translation>Nicht verfügbar</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/settings/network_card.py"></location>
   <source>at most {heading}</source>
   <translation>höchstens {heading}</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/settings/network_card.py"></location>
   <source>Optimal over the data features only: not certified, unless its gap says so.</source>
   <translation>Nur über die Daten-Merkmale optimal: nicht zertifiziert, es sei denn, die Lücke sagt es.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/settings/network_card.py"></location>
   <source>every unit this network can need on {samples}; a Lasso picks the few it uses</source>
   <translation>jede Einheit, die dieses Netz an {samples} brauchen kann; ein Lasso wählt die wenigen, die es benutzt</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/status.py"></location>
   <source>Status</source>
   <translation>Zustand</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/status.py"></location>
   <source>The answer in words</source>
   <translation>Die Antwort in Worten</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/status.py"></location>
   <source>Confirmation</source>
   <translation>Bestätigung</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/status.py"></location>
   <source>Progress</source>
   <translation>Fortschritt</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/status.py"></location>
   <source>How far the computation has come</source>
   <translation>Wie weit die Rechnung ist</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/status.py"></location>
   <source>Stop the computation and keep the answer on show  (Esc)</source>
   <translation>Die Rechnung anhalten und die gezeigte Antwort behalten  (Esc)</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/status.py"></location>
   <source>solving …</source>
   <translation>wird gelöst …</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/status.py"></location>
   <source>What is on show belongs to the question before.</source>
   <translation>Was gezeigt ist, gehört zur Frage davor.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/status.py"></location>
   <source>least norm through every sample</source>
   <translation>kleinste Norm durch jeden Datenpunkt</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/status.py"></location>
   <source>optimal for this λ</source>
   <translation>optimal für dieses λ</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/status.py"></location>
   <source>certified</source>
   <translation>zertifiziert</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/status.py"></location>
   <source>not certified</source>
   <translation>nicht zertifiziert</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/status.py"></location>
   <source>gap 0</source>
   <translation>Lücke 0</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/status.py"></location>
   <source>gap {gap}</source>
   <translation>Lücke {gap}</translation>
  </message>
  <message numerus="yes">
   <location filename="mirrors_gui/panels/status.py"></location>
   <source>effective parameters</source>
   <comment>behind a number</comment>
   <translation>
    <numerusform>effektiver Parameter</numerusform>
    <numerusform>effektive Parameter</numerusform>
   </translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/status.py"></location>
   <source>λ is the default: choose it below the plot</source>
   <translation>λ ist die Vorgabe: wählen Sie es unter der Zeichnung</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/status.py"></location>
   <source>Proved: no network of this kind, however large, has a smaller {value}.
Click for the proof in numbers.</source>
   <translation>Bewiesen: kein Netz dieser Art, wie groß auch immer, hat einen kleineren Wert ({value}).
Ein Klick zeigt den Beweis in Zahlen.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/status.py"></location>
   <source>Another network of this kind may have a smaller {value}: it is not proved that none has.
Click for the numbers.</source>
   <translation>Ein anderes Netz dieser Art kann einen kleineren Wert ({value}) haben: dass keines ihn hat, ist nicht bewiesen.
Ein Klick zeigt die Zahlen.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/status.py"></location>
   <source>Working …</source>
   <translation>In Arbeit …</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/status.py"></location>
   <source>, correlations ≤ {bound} λ</source>
   <translation>, Korrelationen ≤ {bound} λ</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/status.py"></location>
   <source>, gap {gap}</source>
   <translation>, Lücke {gap}</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/status.py"></location>
   <source>read off the path</source>
   <translation>vom Pfad abgelesen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/status.py"></location>
   <source>RMSE and R²: how near the function comes to the samples.</source>
   <translation>RMSE und R²: wie nahe die Funktion den Datenpunkten kommt.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/status.py"></location>
   <source>Gap: objective − lower bound, relative; what is left to doubt.</source>
   <translation>Lücke: Zielwert − untere Schranke, relativ; was an Zweifel bleibt.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/status.py"></location>
   <source>Read off the path: between two events of the λ strip the weights change in proportion to λ, so nothing had to be solved. The certificate is computed anew.</source>
   <translation>Vom Pfad abgelesen: Zwischen zwei Ereignissen des λ-Streifens ändern sich die Gewichte proportional zu λ, es war nichts zu lösen. Das Zertifikat wird neu berechnet.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/status.py"></location>
   <source>Then the methods that found it, and the time they took.</source>
   <translation>Dann die Verfahren, die sie gefunden haben, und ihre Zeit.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/status.py"></location>
   <source>Effective parameters: how many freely chosen numbers the fit amounts to.</source>
   <translation>Effektive Parameter: wie viele frei gewählte Zahlen die Anpassung verbraucht.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/training/form.py"></location>
   <source>SGD with momentum</source>
   <translation>SGD mit Impuls</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/training/form.py"></location>
   <source>Same network</source>
   <translation>Dasselbe Netz</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/training/form.py"></location>
   <source>Fully connected ReLU</source>
   <translation>Voll verbundenes ReLU</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/training/form.py"></location>
   <source>Network to train</source>
   <translation>Netz, das trainiert wird</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/training/form.py"></location>
   <source>The same network with the same objective as the certified optimum, or a standard
fully connected ReLU network of as many layers, to see where its kinks settle</source>
   <translation>Dasselbe Netz mit demselben Zielwert wie das zertifizierte Optimum, oder ein übliches
voll verbundenes ReLU-Netz mit ebenso vielen Schichten, um zu sehen, wo seine Knicke sich setzen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/training/form.py"></location>
   <source>Method</source>
   <translation>Verfahren</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/training/form.py"></location>
   <source>Adam; stochastic gradient descent with momentum 0.9; or the quasi-Newton method L-BFGS, one start after another</source>
   <translation>Adam; stochastischer Gradientenabstieg mit Impuls 0,9; oder das Quasi-Newton-Verfahren L-BFGS, ein Start nach dem anderen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/training/form.py"></location>
   <source>Parallel units, or neurons of each layer; auto is four times what the optimum uses</source>
   <translation>Parallele Einheiten, oder Neuronen jeder Schicht; auto ist viermal, was das Optimum benutzt</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/training/form.py"></location>
   <source>auto</source>
   <translation>auto</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/training/form.py"></location>
   <source>Starts</source>
   <translation>Starts</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/training/form.py"></location>
   <source>Random starts, side by side</source>
   <translation>Zufällige Starts, nebeneinander</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/training/form.py"></location>
   <source>Steps</source>
   <translation>Schritte</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/training/form.py"></location>
   <source>Steps, or at most so many iterations</source>
   <translation>Schritte, oder höchstens so viele Iterationen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/training/form.py"></location>
   <source>Seed</source>
   <translation>Saat</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/training/form.py"></location>
   <source>The same seed gives the same curves</source>
   <translation>Dieselbe Saat ergibt dieselben Kurven</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/training/form.py"></location>
   <source>Step size</source>
   <translation>Schrittweite</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/training/form.py"></location>
   <source>At the beginning; it falls to 0 along half a cosine. Empty for the usual one</source>
   <translation>Am Anfang; sie fällt entlang eines halben Kosinus auf 0. Leer für die übliche</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/training/form.py"></location>
   <source>Batch</source>
   <translation>Stapel</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/training/form.py"></location>
   <source>Samples in each step</source>
   <translation>Datenpunkte in jedem Schritt</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/training/form.py"></location>
   <source>all</source>
   <translation>alle</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/training/form.py"></location>
   <source>From the optimum</source>
   <translation>Vom Optimum</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/training/form.py"></location>
   <source>Start from the optimum</source>
   <translation>Vom Optimum aus starten</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/training/form.py"></location>
   <source>One start from the certified optimal network itself: watch it stay</source>
   <translation>Ein Start vom zertifizierten optimalen Netz selbst: sehen Sie, wie es bleibt</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/training/form.py"></location>
   <source>Draw over the fit</source>
   <translation>Einzeichnen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/training/form.py"></location>
   <source>The functions of the trained networks over the fit plot</source>
   <translation>Die Funktionen der trainierten Netze in der Zeichnung der Anpassung</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/training/pacing.py"></location>
   <source>Fastest</source>
   <translation>Max.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/training/pacing.py"></location>
   <source>300 steps/s</source>
   <translation>300 Schritte/s</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/training/pacing.py"></location>
   <source>60 steps/s</source>
   <translation>60 Schritte/s</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/training/pacing.py"></location>
   <source>10 steps/s</source>
   <translation>10 Schritte/s</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/training/pacing.py"></location>
   <source>2 steps/s</source>
   <translation>2 Schritte/s</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/training/pacing.py"></location>
   <source>Let training rest where it is, or go on</source>
   <translation>Das Training ruhen lassen, wo es ist, oder weitermachen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/training/pacing.py"></location>
   <source>Make one step and rest there; with no run under way, show the starts first</source>
   <translation>Einen Schritt machen und dort ruhen; läuft nichts, zuerst die Starts zeigen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/training/pacing.py"></location>
   <source>Back to the starts</source>
   <translation>Zurück zu den Starts</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/training/pacing.py"></location>
   <source>Forget what was trained, and show the starts before their first step</source>
   <translation>Vergessen, was trainiert wurde, und die Starts vor ihrem ersten Schritt zeigen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/training/pacing.py"></location>
   <source>Steps a second at most</source>
   <translation>Höchstens so viele Schritte je Sekunde</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/training/pacing.py"></location>
   <source>Go on</source>
   <translation>Weiter</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/training/panel.py"></location>
   <source>Press Train to see how close ordinary training comes to the certified optimum.</source>
   <translation>Drücken Sie „Trainieren“, um zu sehen, wie nahe gewöhnliches Training dem zertifizierten Optimum kommt.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/training/panel.py"></location>
   <source>Press Train for the question on show. What follows belongs to an earlier one:</source>
   <translation>Drücken Sie „Trainieren“ für die gezeigte Frage. Was folgt, gehört zu einer früheren:</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/training/panel.py"></location>
   <source>The same network with the same objective, trained by gradients from random starts: it cannot fall below the certified optimum, and often ends above it.</source>
   <translation>Dasselbe Netz mit demselben Zielwert, mit Gradienten von zufälligen Starts aus trainiert: es kann nicht unter das zertifizierte Optimum fallen und endet oft darüber.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/training/panel.py"></location>
   <source>Train</source>
   <translation>Trainieren</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/training/panel.py"></location>
   <source>Start training, or stop it</source>
   <translation>Das Training beginnen oder anhalten</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/training/panel.py"></location>
   <source>Progress of training</source>
   <translation>Fortschritt des Trainings</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/training/panel.py"></location>
   <source>Load a signal to train its network by gradients.</source>
   <translation>Laden Sie ein Signal, um sein Netz mit Gradienten zu trainieren.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/training/panel.py"></location>
   <source>Training …</source>
   <translation>Training läuft …</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/training/panel.py"></location>
   <source>Not trained yet</source>
   <translation>Noch nicht trainiert</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/training/panel.py"></location>
   <source>Earlier question · </source>
   <translation>Frühere Frage · </translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/training/panel.py"></location>
   <source>There is no answer yet whose network could be trained.</source>
   <translation>Es gibt noch keine Antwort, deren Netz trainiert werden könnte.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/training/panel.py"></location>
   <source>Every start has overflowed: make the step size smaller</source>
   <translation>Jeder Start ist übergelaufen: verkleinern Sie die Schrittweite</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/training/panel.py"></location>
   <source>Fully connected: best objective of its own {last}</source>
   <translation>Voll verbunden: bester eigener Zielwert {last}</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/training/panel.py"></location>
   <source>It stays at the optimum</source>
   <translation>Es bleibt am Optimum</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/training/panel.py"></location>
   <source>back at it</source>
   <translation>wieder dort</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/training/panel.py"></location>
   <source>now {now} above</source>
   <translation>jetzt {now} darüber</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/training/panel.py"></location>
   <source>From the optimum: strayed by up to {share}, {where}</source>
   <translation>Vom Optimum aus: um bis zu {share} abgewichen, {where}</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/training/panel.py"></location>
   <source>Best start</source>
   <translation>Bester Start</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/training/panel.py"></location>
   <source>Best of {final}</source>
   <translation>Bester von {final}</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/training/panel.py"></location>
   <source>{name}: at the optimum</source>
   <translation>{name}: am Optimum</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/training/panel.py"></location>
   <source>{name}: {excess} above the optimum</source>
   <translation>{name}: {excess} über dem Optimum</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/training/panel.py"></location>
   <source>Optimum {objective} {mark}</source>
   <translation>Optimum {objective} {mark}</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/training/panel.py"></location>
   <source>{words}, which is no bound for a fully connected network: its objective has squared weights.</source>
   <translation>{words}, was für ein voll verbundenes Netz keine Schranke ist: sein Zielwert hat quadrierte Gewichte.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/training/panel.py"></location>
   <source>best</source>
   <translation>bester</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/training/panel.py"></location>
   <source>median</source>
   <translation>Median</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/training/panel.py"></location>
   <source>worst</source>
   <translation>schlechtester</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/training/panel.py"></location>
   <source> · now {finals}</source>
   <translation> · jetzt {finals}</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/training/panel.py"></location>
   <source> · {starts} overflowed</source>
   <translation> · {starts} übergelaufen</translation>
  </message>
  <message numerus="yes">
   <location filename="mirrors_gui/panels/training/panel.py"></location>
   <source>starts</source>
   <comment>behind a number</comment>
   <translation>
    <numerusform>Start</numerusform>
    <numerusform>Starts</numerusform>
   </translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/training/panel.py"></location>
   <source> · step {reached}</source>
   <translation> · Schritt {reached}</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/training/panel.py"></location>
   <source> · {size} of {starts} starts begun</source>
   <translation> · {size} von {starts} Starts begonnen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/training/panel.py"></location>
   <source>{words} · {units} units</source>
   <translation>{words} · {units} Einheiten</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/training/panel.py"></location>
   <source>on data points</source>
   <translation>an Datenpunkten</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/training/panel.py"></location>
   <source>on mirror points of the optimum</source>
   <translation>an Spiegelpunkten des Optimums</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/training/panel.py"></location>
   <source>on other mirror points</source>
   <translation>an anderen Spiegelpunkten</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/training/panel.py"></location>
   <source>{n} {name} ({chance} by chance)</source>
   <translation>{n} {name} ({chance} durch Zufall)</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/training/panel.py"></location>
   <source>{kinks} of the best start: {parts}.</source>
   <translation>{kinks} des besten Starts: {parts}.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/training/plots.py"></location>
   <source>Objective of every start above the certified optimum</source>
   <translation>Zielwert jedes Starts über dem zertifizierten Optimum</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/training/plots.py"></location>
   <source>How far above the certified optimum each start is, on a log scale.
The line at the bottom is the optimum: no run can cross it.</source>
   <translation>Wie weit jeder Start über dem zertifizierten Optimum liegt, logarithmisch.
Die Linie unten ist das Optimum: kein Lauf kann sie kreuzen.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/training/plots.py"></location>
   <source>Histogram of the excess over all starts</source>
   <translation>Histogramm des Überschusses über alle Starts</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/training/plots.py"></location>
   <source>How many starts are how far above the certified optimum.</source>
   <translation>Wie viele Starts wie weit über dem zertifizierten Optimum liegen.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/training/plots.py"></location>
   <source>step</source>
   <translation>Schritt</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/training/plots.py"></location>
   <source>starts</source>
   <translation>Starts</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/training/plots.py"></location>
   <source>certified optimum</source>
   <translation>zertifiziertes Optimum</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/training/plots.py"></location>
   <source>excess</source>
   <translation>Überschuss</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/training/plots.py"></location>
   <source>its own objective</source>
   <translation>ihr eigener Zielwert</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/training/plots.py"></location>
   <source>Kinks of the best start</source>
   <translation>Knicke des besten Starts</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/training/plots.py"></location>
   <source>Above: kinks of the best start; filled on a data point, hollow in the mirror colour on a mirror point, small elsewhere.
Below: the data points, and the mirror points of the certified optimum.</source>
   <translation>Oben: Knicke des besten Starts; gefüllt an einem Datenpunkt, hohl in der Spiegelfarbe an einem Spiegelpunkt, sonst klein.
Unten: die Datenpunkte, und die Spiegelpunkte des zertifizierten Optimums.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/training/plots.py"></location>
   <source>mirror</source>
   <translation>Spiegel</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/training/plots.py"></location>
   <source>A kink lies on a point if it is within {x} of it. Kinks nearer than that to each other count once; those with under 1 % of the strongest change of slope do not count.
By chance: the number of kinks times the share of the data's range that is within that distance of such a point (kinks spread uniformly).</source>
   <translation>Ein Knick liegt an einem Punkt, wenn er höchstens {x} von ihm entfernt ist. Knicke, die einander näher sind, zählen einmal; die mit weniger als 1 % der stärksten Änderung der Steigung zählen nicht.
Durch Zufall: die Anzahl der Knicke mal den Anteil der Spanne der Daten, der innerhalb dieses Abstands von einem solchen Punkt liegt (gleichverteilte Knicke).</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/uncertainty.py"></location>
   <source>Uncertainty</source>
   <translation>Unsicherheit</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/uncertainty.py"></location>
   <source>How the function would vary with other data of the same kind, where a new observation would fall, and two refits of its kinks, which are not certified.</source>
   <translation>Wie die Funktion mit anderen Daten derselben Art schwanken würde, wohin eine neue Beobachtung fiele, und zwei Nachanpassungen ihrer Knicke, die nicht zertifiziert sind.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/uncertainty.py"></location>
   <source>Compute</source>
   <translation>Rechnen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/uncertainty.py"></location>
   <source>Compute the uncertainty</source>
   <translation>Die Unsicherheit berechnen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/uncertainty.py"></location>
   <source>Fits resampled data at the same share of λ, and folds for the prediction band.</source>
   <translation>Passt gezogene Daten beim selben Anteil von λ an, und Teile für das Vorhersageband.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/uncertainty.py"></location>
   <source>Replicates</source>
   <translation>Wiederholungen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/uncertainty.py"></location>
   <source>How many resampled data sets are fitted</source>
   <translation>Wie viele gezogene Datensätze angepasst werden</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/uncertainty.py"></location>
   <source>Level</source>
   <translation>Niveau</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/uncertainty.py"></location>
   <source>Share that the bands should hold</source>
   <translation>Anteil, den die Bänder enthalten sollen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/uncertainty.py"></location>
   <source>Progress of the uncertainty</source>
   <translation>Fortschritt der Unsicherheit</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/uncertainty.py"></location>
   <source>Stop computing</source>
   <translation>Die Rechnung anhalten</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/uncertainty.py"></location>
   <source>Bands on the fit too</source>
   <translation>Bänder auch auf der Anpassung</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/uncertainty.py"></location>
   <source>Draw the bands in the plot of the fit, as long as they are those of its answer</source>
   <translation>Die Bänder im Bild der Anpassung zeichnen, solange sie zu ihrer Antwort gehören</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/uncertainty.py"></location>
   <source>Bands of the function and refits</source>
   <translation>Bänder der Funktion und Nachanpassungen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/uncertainty.py"></location>
   <source>Band: bootstrap percentiles of the function. Grey lines: a new observation falls between them. Dashed: least squares on the kinks. Dotted: kinks moved too.</source>
   <translation>Band: Bootstrap-Perzentile der Funktion. Graue Linien: eine neue Beobachtung fällt zwischen sie. Gestrichelt: kleinste Quadrate auf den Knicken. Gepunktet: auch die Knicke verschoben.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/uncertainty.py"></location>
   <source>Where kinks fall</source>
   <translation>Wohin Knicke fallen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/uncertainty.py"></location>
   <source>Share of the resampled fits that have a kink in each part of the data.</source>
   <translation>Anteil der Anpassungen an gezogene Daten, die in jedem Teil der Daten einen Knick haben.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/uncertainty.py"></location>
   <source>The refits and their kinks</source>
   <translation>Die Nachanpassungen und ihre Knicke</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/uncertainty.py"></location>
   <source>share</source>
   <translation>Anteil</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/uncertainty.py"></location>
   <source>Load a signal to see how sure its function is.</source>
   <translation>Laden Sie ein Signal, um zu sehen, wie sicher seine Funktion ist.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/uncertainty.py"></location>
   <source>The bands are drawn for one input column only: “fit --bootstrap” has the others.</source>
   <translation>Die Bänder werden nur für eine Eingangsspalte gezeichnet: „fit --bootstrap“ hat die anderen.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/uncertainty.py"></location>
   <source>“Compute” fits resampled data: the bands and where kinks fall appear here.</source>
   <translation>„Rechnen“ passt gezogene Daten an: die Bänder und wohin Knicke fallen erscheinen hier.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/uncertainty.py"></location>
   <source>This fit: RMSE {rmse}, certified optimal.</source>
   <translation>Diese Anpassung: RMSE {rmse}, zertifiziert optimal.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/uncertainty.py"></location>
   <source>This fit: RMSE {rmse}, not certified.</source>
   <translation>Diese Anpassung: RMSE {rmse}, nicht zertifiziert.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/uncertainty.py"></location>
   <source>Dashed: least squares</source>
   <translation>Gestrichelt: kleinste Quadrate</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/uncertainty.py"></location>
   <source>Dotted: kinks moved</source>
   <translation>Gepunktet: Knicke verschoben</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/uncertainty.py"></location>
   <source>{name}, not certified: RMSE {rmse}</source>
   <translation>{name}, nicht zertifiziert: RMSE {rmse}</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/uncertainty.py"></location>
   <source>{words}; kinks {kinks}</source>
   <translation>{words}; Knicke {kinks}</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/uncertainty.py"></location>
   <source>New observations: {method}, {level:g} %.</source>
   <translation>Neue Beobachtungen: {method}, {level:g} %.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/uncertainty.py"></location>
   <source>Function: {fits}, {level:g} % band.</source>
   <translation>Funktion: {fits}, {level:g}-%-Band.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/validation.py"></location>
   <source>Mean error on points not trained on, with its standard error, as λ falls from left (simple) to right (rich). The shapes are those of the rules below. Click to take λ there.</source>
   <translation>Mittlerer Fehler an nicht trainierten Punkten, mit seinem Standardfehler, während λ von links (einfach) nach rechts (reich) fällt. Die Formen sind die der Regeln unten. Ein Klick führt λ dorthin.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/validation.py"></location>
   <source>Errors of cross-validation</source>
   <translation>Fehler der Kreuzvalidierung</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/validation.py"></location>
   <source>Mean error over the folds against λ/λmax, with one standard error; faint lines are the single folds. Click to set λ.</source>
   <translation>Mittlerer Fehler über die Teile gegen λ/λmax, mit einem Standardfehler; blasse Linien sind die einzelnen Teile. Ein Klick setzt λ.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/validation.py"></location>
   <source>The λ pointed at, or what the rules chose</source>
   <translation>Das gezeigte λ, oder was die Regeln wählten</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/validation.py"></location>
   <source>Load a signal, then let cross-validation choose λ.</source>
   <translation>Laden Sie ein Signal, dann lassen Sie die Kreuzvalidierung λ wählen.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/validation.py"></location>
   <source>Nothing has been validated yet: “Choose λ” under the plot compares every λ on points not trained on, and the errors appear here.</source>
   <translation>Noch wurde nichts validiert: „λ wählen“ unter der Zeichnung vergleicht alle λ an nicht trainierten Punkten, und die Fehler erscheinen hier.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/weights.py"></location>
   <source>One stem per neuron: how strongly it is used, and where its function bends. Hollow heads use a mirror point.</source>
   <translation>Ein Stab je Neuron: wie stark es benutzt wird, und wo seine Funktion knickt. Hohle Köpfe benutzen einen Spiegelpunkt.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/weights.py"></location>
   <source>Order of the stems</source>
   <translation>Reihenfolge der Stäbe</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/weights.py"></location>
   <source>Where each stem stands</source>
   <translation>Wo jeder Stab steht</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/weights.py"></location>
   <source>by position</source>
   <translation>nach Lage</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/weights.py"></location>
   <source>by rank</source>
   <translation>nach Rang</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/weights.py"></location>
   <source>Stem plot of the weights</source>
   <translation>Stabdiagramm der Gewichte</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/weights.py"></location>
   <source>z of every neuron. Click a stem to select it; wheel zooms, drag pans.</source>
   <translation>z jedes Neurons. Ein Klick wählt einen Stab; das Rad vergrößert, Ziehen verschiebt.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/weights.py"></location>
   <source>weight z</source>
   <translation>Gewicht z</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/weights.py"></location>
   <source>The weight selected or pointed at</source>
   <translation>Das gewählte oder gezeigte Gewicht</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/weights.py"></location>
   <source>&lt;span style="color:{positive}"&gt;━&lt;/span&gt;&amp;nbsp;positive&amp;ensp;&lt;span style="color:{negative}"&gt;╍&lt;/span&gt;&amp;nbsp;negative&amp;ensp;&lt;span style="color:{mirror}"&gt;◇&lt;/span&gt;&amp;nbsp;mirror</source>
   <translation>&lt;span style="color:{positive}"&gt;━&lt;/span&gt;&amp;nbsp;positiv&amp;ensp;&lt;span style="color:{negative}"&gt;╍&lt;/span&gt;&amp;nbsp;negativ&amp;ensp;&lt;span style="color:{mirror}"&gt;◇&lt;/span&gt;&amp;nbsp;Spiegel</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/weights.py"></location>
   <source>the weights of its optimal network</source>
   <translation>die Gewichte seines optimalen Netzes</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/weights.py"></location>
   <source>rank by size</source>
   <translation>Rang nach Größe</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/weights.py"></location>
   <source>{neurons}, sizes adding up to {total}. Click a stem to follow it through every view.</source>
   <translation>{neurons}, Beträge zusammen {total}. Ein Klick auf einen Stab folgt ihm durch alle Ansichten.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/panels/weights.py"></location>
   <source>{kind} · weight {weight}, {part} of all weight · {meaning}</source>
   <translation>{kind} · Gewicht {weight}, {part} des ganzen Gewichts · {meaning}</translation>
  </message>
  <message>
   <location filename="mirrors_gui/persistence/attach.py"></location>
   <source>Settings and copies of unsaved work cannot be kept ({strerror}: {filename}): save your work yourself.</source>
   <translation>Einstellungen und Kopien nicht gespeicherter Arbeit können nicht behalten werden ({strerror}: {filename}): speichern Sie Ihre Arbeit selbst.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/persistence/attach.py"></location>
   <source>Your work was kept in a safe place, and you can go on.</source>
   <translation>Ihre Arbeit wurde an einem sicheren Ort behalten, und Sie können weitermachen.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/persistence/attach.py"></location>
   <source>You can go on, but save your work first: no copy of it could be kept.</source>
   <translation>Sie können weitermachen, aber speichern Sie zuerst Ihre Arbeit: es konnte keine Kopie davon behalten werden.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/persistence/attach.py"></location>
   <source>The program was ended by a fault in one of its parts last time.</source>
   <translation>Das Programm wurde letztes Mal durch einen Fehler in einem seiner Teile beendet.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/persistence/attach.py"></location>
   <source>The report says where. What was on show may be restored.</source>
   <translation>Der Bericht sagt, wo. Was gezeigt war, kann wiederhergestellt werden.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/persistence/recent_files.py"></location>
   <source>Open &amp;recent</source>
   <translation>Zul&amp;etzt geöffnet</translation>
  </message>
  <message>
   <location filename="mirrors_gui/persistence/recent_files.py"></location>
   <source>{name} (not there any more)</source>
   <translation>{name} (nicht mehr da)</translation>
  </message>
  <message>
   <location filename="mirrors_gui/persistence/recent_files.py"></location>
   <source>&amp;Last list of many signals</source>
   <translation>Letzte Liste vieler Si&amp;gnale</translation>
  </message>
  <message>
   <location filename="mirrors_gui/persistence/recent_files.py"></location>
   <source>&amp;Clear the list</source>
   <translation>&amp;Liste leeren</translation>
  </message>
  <message>
   <location filename="mirrors_gui/persistence/recent_files.py"></location>
   <source>{path} is not there any more: open another file.</source>
   <translation>{path} ist nicht mehr da: öffnen Sie eine andere Datei.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/persistence/recovery.py"></location>
   <source>Copies of unsaved work cannot be kept in {places}: they are kept in {place} until you save.</source>
   <translation>Kopien nicht gespeicherter Arbeit können nicht in {places} behalten werden: bis Sie speichern, liegen sie in {place}.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/persistence/recovery.py"></location>
   <source>No copy of your unsaved work can be kept, so save it now: {sentence}</source>
   <translation>Von Ihrer nicht gespeicherten Arbeit kann keine Kopie behalten werden, speichern Sie sie also jetzt: {sentence}</translation>
  </message>
  <message>
   <location filename="mirrors_gui/persistence/recovery.py"></location>
   <source>Mirrors did not end as it should last time.</source>
   <translation>Mirrors endete letztes Mal nicht, wie es sollte.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/persistence/recovery.py"></location>
   <source> Unsaved work of {when} was kept.</source>
   <translation> Nicht gespeicherte Arbeit von {when} wurde behalten.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/persistence/recovery.py"></location>
   <source>Restore</source>
   <translation>Wiederherstellen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/persistence/recovery.py"></location>
   <source>Open the work as it was</source>
   <translation>Die Arbeit öffnen, wie sie war</translation>
  </message>
  <message>
   <location filename="mirrors_gui/persistence/recovery.py"></location>
   <source>Show report</source>
   <translation>Bericht zeigen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/persistence/recovery.py"></location>
   <source>What the program was doing when it ended</source>
   <translation>Was das Programm tat, als es endete</translation>
  </message>
  <message>
   <location filename="mirrors_gui/persistence/recovery.py"></location>
   <source>Discard</source>
   <translation>Verwerfen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/persistence/recovery.py"></location>
   <source>Delete what was kept</source>
   <translation>Löschen, was behalten wurde</translation>
  </message>
  <message>
   <location filename="mirrors_gui/persistence/recovery.py"></location>
   <source>restoring</source>
   <translation>dem Wiederherstellen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/choice_tips.py"></location>
   <source>max(x, 0): flat, then a slope</source>
   <translation>max(x, 0): flach, dann eine Steigung</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/choice_tips.py"></location>
   <source>a slope right of 0, and a smaller one left of it</source>
   <translation>eine Steigung rechts von 0 und eine kleinere links davon</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/choice_tips.py"></location>
   <source>|x| folds the line at 0: deeper layers mirror the data</source>
   <translation>|x| faltet die Linie bei 0: tiefere Schichten spiegeln die Daten</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/choice_tips.py"></location>
   <source>|x| in the first layer, which folds the line; ReLU in the last</source>
   <translation>|x| in der ersten Schicht, die die Linie faltet; ReLU in der letzten</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/choice_tips.py"></location>
   <source>−1 left of 0, and 1 from there on: steps of both signs</source>
   <translation>−1 links von 0 und 1 ab dort: Stufen beider Vorzeichen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/choice_tips.py"></location>
   <source>0 left of 0, and 1 from there on: steps</source>
   <translation>0 links von 0 und 1 ab dort: Stufen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/choice_tips.py"></location>
   <source>two slopes of your own, one on each side of 0</source>
   <translation>zwei eigene Steigungen, je eine auf beiden Seiten von 0</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/choice_tips.py"></location>
   <source>every neuron of a layer reads all of the layer before</source>
   <translation>jedes Neuron einer Schicht liest die ganze Schicht davor</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/choice_tips.py"></location>
   <source>every neuron reads neurons of its own, as branches of a tree do</source>
   <translation>jedes Neuron liest eigene Neuronen, wie die Zweige eines Baums</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/choice_tips.py"></location>
   <source>½ (f − y)²: large errors count most; fits the mean</source>
   <translation>½ (f − y)²: große Fehler zählen am meisten; passt den Mittelwert an</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/choice_tips.py"></location>
   <source>squared for small errors, |f − y| for large ones: outliers count less</source>
   <translation>quadratisch für kleine Fehler, |f − y| für große: Ausreißer zählen weniger</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/choice_tips.py"></location>
   <source>fits the level that a share of the samples stays below, such as the median</source>
   <translation>passt das Niveau an, unter dem ein Anteil der Datenpunkte bleibt, etwa den Median</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/choice_tips.py"></location>
   <source>for labels −1 and 1: f is the log-odds of 1</source>
   <translation>für Klassen −1 und 1: f ist der Logit von 1</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/choice_tips.py"></location>
   <source>coordinate descent on the few features in play, finished exactly</source>
   <translation>Koordinatenabstieg auf den wenigen Merkmalen im Spiel, genau zu Ende geführt</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/choice_tips.py"></location>
   <source>one weight after the other, again and again; its gap stays</source>
   <translation>ein Gewicht nach dem anderen, immer wieder; seine Lücke bleibt</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/choice_tips.py"></location>
   <source>solves exactly for the features in use, and exchanges one at a time</source>
   <translation>löst genau für die benutzten Merkmale und tauscht eines nach dem anderen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/choice_tips.py"></location>
   <source>gradient steps of a length of its own for each weight</source>
   <translation>Gradientenschritte mit eigener Länge für jedes Gewicht</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/choice_tips.py"></location>
   <source>gradient steps that go on in the direction of those before</source>
   <translation>Gradientenschritte, die in der Richtung der vorigen weitergehen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/choice_tips.py"></location>
   <source>Newton-like steps from the last gradients, on all samples at once</source>
   <translation>newtonartige Schritte aus den letzten Gradienten, an allen Datenpunkten zugleich</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/choice_tips.py"></location>
   <source>the values themselves are forecast</source>
   <translation>die Werte selbst werden vorhergesagt</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/choice_tips.py"></location>
   <source>the change from one step to the next is forecast, and summed up</source>
   <translation>die Änderung von einem Schritt zum nächsten wird vorhergesagt und aufsummiert</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/choice_tips.py"></location>
   <source>the change of the logarithm is forecast: growth by a share</source>
   <translation>die Änderung des Logarithmus wird vorhergesagt: Wachstum um einen Anteil</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_refusals.py"></location>
   <source>{what} {words} is not a number: write one such as 0.5 or 1e-3.</source>
   <translation>{what} {words} ist keine Zahl: schreiben Sie eine wie 0.5 oder 1e-3.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_refusals.py"></location>
   <source>{what} is empty: write numbers such as 1, -0.5.</source>
   <translation>{what} ist leer: schreiben Sie Zahlen wie 1, -0.5.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_refusals.py"></location>
   <source>{what} {words} must be whole, such as 3.</source>
   <translation>{what} {words} muss ganz sein, etwa 3.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_refusals.py"></location>
   <source>{what} {words} is out of range.</source>
   <translation>{what} {words} liegt außerhalb des Bereichs.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_refusals.py"></location>
   <source>{what} {words} can be read as one number or as several: separate them by commas, or leave out the blanks.</source>
   <translation>{what} {words} kann als eine Zahl oder als mehrere gelesen werden: trennen Sie sie durch Kommas, oder lassen Sie die Leerzeichen weg.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_refusals.py"></location>
   <source>{what} {words} can be read as {one} or as {other}: write one of them.</source>
   <translation>{what} {words} kann als {one} oder als {other} gelesen werden: schreiben Sie eines davon.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_refusals.py"></location>
   <source>{what} {words} is a date, but x is no time: give numbers.</source>
   <translation>{what} {words} ist ein Datum, aber x ist keine Zeit: geben Sie Zahlen an.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_refusals.py"></location>
   <source>{what} {words} is neither a number such as 0.5 nor an ISO date.</source>
   <translation>{what} {words} ist weder eine Zahl wie 0.5 noch ein ISO-Datum.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_refusals.py"></location>
   <source>{what} {words} can be read in two ways: write an ISO date.</source>
   <translation>{what} {words} ist auf zwei Arten zu lesen: schreiben Sie ein ISO-Datum.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_refusals.py"></location>
   <source>{name} = {value} must be a finite number, 0 or above.</source>
   <translation>{name} = {value} muss eine endliche Zahl sein, 0 oder darüber.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_refusals.py"></location>
   <source>{name} = {value} must be a whole number, 0 or above.</source>
   <translation>{name} = {value} muss eine ganze Zahl sein, 0 oder darüber.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_refusals.py"></location>
   <source>{name} = {value} must be a whole number from {least} up.</source>
   <translation>{name} = {value} muss eine ganze Zahl ab {least} sein.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_refusals.py"></location>
   <source>{name} = {value} must be a whole number from {least} to {most}.</source>
   <translation>{name} = {value} muss eine ganze Zahl von {least} bis {most} sein.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_refusals.py"></location>
   <source>{name} = {value} is too large: from 1 on the fit is constant.</source>
   <translation>{name} = {value} ist zu groß: ab 1 ist die Anpassung konstant.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_refusals.py"></location>
   <source>{name} = {value} is too large: use {most} or less.</source>
   <translation>{name} = {value} ist zu groß: nehmen Sie {most} oder weniger.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_refusals.py"></location>
   <source>{name} = {value} is too small beside λ_max = {most}: use 0 for interpolation.</source>
   <translation>{name} = {value} ist zu klein neben λ_max = {most}: nehmen Sie 0 für Interpolation.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_refusals.py"></location>
   <source>layers = {layers} has no hidden layer to train: use 2 or more.</source>
   <translation>Schichten = {layers} hat keine verdeckte Schicht zu trainieren: nehmen Sie 2 oder mehr.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_refusals.py"></location>
   <source>layers = {layers} is out of reach: use {most} or fewer.</source>
   <translation>Schichten = {layers} ist außer Reichweite: nehmen Sie {most} oder weniger.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_refusals.py"></location>
   <source>negative_slope = {slope} is outside (0, 1): use a value such as 0.1, or activation relu or piecewise.</source>
   <translation>Linke Steigung = {slope} liegt außerhalb (0, 1): nehmen Sie einen Wert wie 0.1, oder die Aktivierung ReLU oder stückweise linear.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_refusals.py"></location>
   <source>slopes = ({right}, {left}) make a straight line: use two different finite numbers.</source>
   <translation>Steigungen = ({right}, {left}) ergeben eine Gerade: nehmen Sie zwei verschiedene endliche Zahlen.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_refusals.py"></location>
   <source>kind and widths describe sign and threshold networks of 3 or more layers: leave them out.</source>
   <translation>Form und Breiten beschreiben Vorzeichen- und Schwellennetze mit 3 oder mehr Schichten: lassen Sie sie weg.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_refusals.py"></location>
   <source>widths = {widths} must be whole numbers of at least 1.</source>
   <translation>Breiten = {widths} müssen ganze Zahlen ab 1 sein.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_refusals.py"></location>
   <source>Activation piecewise needs slopes=(a_plus, a_minus), for example (1, -0.5).</source>
   <translation>Die stückweise lineare Aktivierung braucht zwei Steigungen, zum Beispiel 1, -0.5.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_refusals.py"></location>
   <source>The exact dictionary of a {network} is not available: use layers = {more}</source>
   <translation>Das exakte Wörterbuch für {network} ist nicht verfügbar: nehmen Sie Schichten = {more}</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_refusals.py"></location>
   <source>A {network} on {n} samples has {size} features, more than the {most} that can be certified: thin the signal to {fewer} samples or use layers = {more}</source>
   <translation>{network} an {n} Datenpunkten hat {size} Merkmale, mehr als die {most}, die zertifiziert werden können: dünnen Sie das Signal auf {fewer} Datenpunkte aus, oder nehmen Sie Schichten = {more}</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_refusals.py"></location>
   <source>A {network} on {n} samples has units of up to {most} switches, and {n2} x {most2} steps a pass are more than the {work} within reach: thin the signal to {fewer} samples or allow {fits} switches.</source>
   <translation>{network} an {n} Datenpunkten hat Einheiten mit bis zu {most} Sprüngen, und {n2} x {most2} Schritte je Durchgang sind mehr als die {work} in Reichweite: dünnen Sie das Signal auf {fewer} Datenpunkte aus, oder erlauben Sie {fits} Sprünge.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_refusals.py"></location>
   <source>The search over the biases of {layers} layers and {n} samples had not ended after {count} million boxes: use layers = {more} or a larger lam.</source>
   <translation>Die Suche über die Schwellen von {layers} Schichten und {n} Datenpunkten war nach {count} Millionen Kästen nicht zu Ende: nehmen Sie Schichten = {more} oder ein größeres λ.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_refusals.py"></location>
   <source>delta = {delta} must be above 0: it is the residual, in the units of y, from which a sample counts as an outlier.</source>
   <translation>Delta = {delta} muss über 0 sein: es ist das Residuum, in den Einheiten von y, ab dem ein Datenpunkt als Ausreißer zählt.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_refusals.py"></location>
   <source>quantile = {quantile} must lie between 0 and 1, such as 0.9 for the level that nine in ten samples stay below.</source>
   <translation>Quantil = {quantile} muss zwischen 0 und 1 liegen, etwa 0.9 für die Höhe, unter der neun von zehn Datenpunkten bleiben.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_refusals.py"></location>
   <source>The logistic loss needs labels -1 and 1 in y: {advice}.</source>
   <translation>Der logistische Verlust braucht die Labels -1 und 1 in y: {advice}.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_refusals.py"></location>
   <source>λ = 0 asks for the function through every sample, but rows of equal x differ in y: choose lam above 0 for the {name} loss.</source>
   <translation>λ = 0 verlangt die Funktion durch jeden Datenpunkt, aber Zeilen mit gleichem x haben verschiedenes y: wählen Sie λ über 0 für den Verlust „{name}“.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_refusals.py"></location>
   <source>λ = 0 asks for the function through every sample, but the logistic loss falls on as the function grows: choose lam above 0.</source>
   <translation>λ = 0 verlangt die Funktion durch jeden Datenpunkt, aber der logistische Verlust fällt weiter, während die Funktion wächst: wählen Sie λ über 0.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_refusals.py"></location>
   <source>Every label is {label}: the logistic loss then falls towards 0 as the function grows and no network is best, so give samples of both classes.</source>
   <translation>Jedes Label ist {label}: dann fällt der logistische Verlust gegen 0, während die Funktion wächst, und kein Netz ist das beste; geben Sie also Datenpunkte beider Klassen an.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_refusals.py"></location>
   <source>On the plane a network bends along lines and has no kinks to count: give neurons.</source>
   <translation>Auf der Ebene knickt ein Netz entlang von Geraden und hat keine Knicke zu zählen: geben Sie Neuronen an.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_refusals.py"></location>
   <source>{name} is a folder: choose a CSV file in it.</source>
   <translation>{name} ist ein Ordner: wählen Sie eine CSV-Datei darin.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_refusals.py"></location>
   <source>{name} is empty: choose a file with rows of numbers.</source>
   <translation>{name} ist leer: wählen Sie eine Datei mit Zeilen von Zahlen.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_refusals.py"></location>
   <source>{name} does not exist in {folder}: check the path.</source>
   <translation>{name} gibt es nicht in {folder}: prüfen Sie den Pfad.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_refusals.py"></location>
   <source>{name} may not be read: ask for permission or copy it to a folder of yours.</source>
   <translation>{name} darf nicht gelesen werden: bitten Sie um Erlaubnis, oder kopieren Sie es in einen eigenen Ordner.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_refusals.py"></location>
   <source>{name} is not {encoding} text in line {line}: choose another encoding.</source>
   <translation>{name} ist in Zeile {line} kein {encoding}-Text: wählen Sie eine andere Kodierung.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_refusals.py"></location>
   <source>{name} holds no column of numbers: choose another file.</source>
   <translation>{name} enthält keine Spalte mit Zahlen: wählen Sie eine andere Datei.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_refusals.py"></location>
   <source>{name} holds no sound: choose another file.</source>
   <translation>{name} enthält keinen Ton: wählen Sie eine andere Datei.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_refusals.py"></location>
   <source>{name} is compressed and damaged: fetch or pack it again.</source>
   <translation>{name} ist gepackt und beschädigt: holen oder packen Sie es neu.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_refusals.py"></location>
   <source>{name} is a damaged or locked archive or workbook: unpack it, or save the sheet as CSV.</source>
   <translation>{name} ist ein beschädigtes oder gesperrtes Archiv oder eine solche Arbeitsmappe: entpacken Sie es, oder speichern Sie das Blatt als CSV.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_refusals.py"></location>
   <source>{name} is {what}, not text: {remedy}.</source>
   <translation>{name} ist {what}, kein Text: {remedy}.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_refusals.py"></location>
   <source>{name} is {what}, which needs the package {package}: install mirrors[{extra}], or save the table as CSV.</source>
   <translation>{name} ist {what} und braucht das Paket {package}: installieren Sie mirrors[{extra}], oder speichern Sie die Tabelle als CSV.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_refusals.py"></location>
   <source>{name}: no {other}column holds numbers{read}: choose another file or set the delimiter and decimal mark.</source>
   <translation>{name}: keine {other}Spalte enthält Zahlen{read}: wählen Sie eine andere Datei, oder stellen Sie Trenner und Dezimalzeichen ein.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_refusals.py"></location>
   <source>{name}: every value of column {column} is missing: choose another column.</source>
   <translation>{name}: jeder Wert der Spalte {column} fehlt: wählen Sie eine andere Spalte.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_refusals.py"></location>
   <source>{name}: every value is missing: choose another file.</source>
   <translation>{name}: jeder Wert fehlt: wählen Sie eine andere Datei.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_refusals.py"></location>
   <source>{name}, line {line}: {cell} in column {column} cannot be read as a number: correct it, or choose to leave out such rows.</source>
   <translation>{name}, Zeile {line}: {cell} in Spalte {column} kann nicht als Zahl gelesen werden: berichtigen Sie es, oder lassen Sie solche Zeilen aus.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_refusals.py"></location>
   <source>{name}, line {line}: {cell} in column {column} cannot be read as a date: correct it, or choose to leave out such rows.</source>
   <translation>{name}, Zeile {line}: {cell} in Spalte {column} kann nicht als Datum gelesen werden: berichtigen Sie es, oder lassen Sie solche Zeilen aus.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_refusals.py"></location>
   <source>Line {line}: {cell} in column {column} cannot be read as a number: correct it, or choose to leave out such rows.</source>
   <translation>Zeile {line}: {cell} in Spalte {column} kann nicht als Zahl gelesen werden: berichtigen Sie es, oder lassen Sie solche Zeilen aus.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_refusals.py"></location>
   <source>{name}, line {line}: column {column} holds text ({cell}), so it cannot be {what}: choose a column of numbers.</source>
   <translation>{name}, Zeile {line}: Spalte {column} enthält Text ({cell}) und kann nicht {what} sein: wählen Sie eine Spalte mit Zahlen.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_refusals.py"></location>
   <source>Decimal and thousands marks are the same: choose different ones.</source>
   <translation>Dezimal- und Tausenderzeichen sind gleich: wählen Sie verschiedene.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_refusals.py"></location>
   <source>“{words}” is no list of lines: write it like 5, 17-20.</source>
   <translation>„{words}“ ist keine Liste von Zeilen: schreiben Sie sie wie 5, 17-20.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_refusals.py"></location>
   <source>“{words}” is no list of numbers: write it like -9999, 999.9.</source>
   <translation>„{words}“ ist keine Liste von Zahlen: schreiben Sie sie wie -9999, 999.9.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_refusals.py"></location>
   <source>One point has to stay: include another one first.</source>
   <translation>Ein Punkt muss bleiben: schließen Sie zuerst einen anderen ein.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_refusals.py"></location>
   <source>Only signals of one column of x are thinned: choose one column.</source>
   <translation>Nur Signale mit einer Spalte x werden ausgedünnt: wählen Sie eine Spalte.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_refusals.py"></location>
   <source>{name} cannot be written, as its folder does not exist: choose another folder.</source>
   <translation>{name} kann nicht geschrieben werden, da es den Ordner nicht gibt: wählen Sie einen anderen Ordner.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_refusals.py"></location>
   <source>{name} cannot be written ({reason}): choose another folder.</source>
   <translation>{name} kann nicht geschrieben werden ({reason}): wählen Sie einen anderen Ordner.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_refusals.py"></location>
   <source>{name} is write-protected: choose another name.</source>
   <translation>{name} ist schreibgeschützt: wählen Sie einen anderen Namen.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_refusals.py"></location>
   <source>{name} is a folder: name a file in it.</source>
   <translation>{name} ist ein Ordner: nennen Sie eine Datei darin.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_refusals.py"></location>
   <source>{name} is not the name of a file: choose another name.</source>
   <translation>{name} ist kein Name einer Datei: wählen Sie einen anderen Namen.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_refusals.py"></location>
   <source>lags = {lags} must be whole numbers of at least 1, such as 1 or 1,2,12.</source>
   <translation>Lags = {lags} müssen ganze Zahlen ab 1 sein, etwa 1 oder 1,2,12.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_refusals.py"></location>
   <source>Returns need values above 0, but {name} reaches {least}: forecast levels or differences.</source>
   <translation>Renditen brauchen Werte über 0, aber {name} erreicht {least}: sagen Sie Werte oder Differenzen vorher.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_refusals.py"></location>
   <source>The series has {count} places, too short for lag {lag}: use lags below {most}.</source>
   <translation>Die Reihe hat {count} Stellen, zu wenige für Lag {lag}: nehmen Sie Lags unter {most}.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_refusals.py"></location>
   <source>A series of {count} samples is too short to forecast: give more of it.</source>
   <translation>Eine Reihe von {count} Datenpunkten ist zu kurz zum Vorhersagen: geben Sie mehr davon.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_refusals.py"></location>
   <source>The samples are not evenly spaced: from {name} = {place} to the next it is {gap}, not {step} or a multiple; resample the series, or take its samples as consecutive (spacing order).</source>
   <translation>Die Datenpunkte haben ungleiche Abstände: von {name} = {place} zum nächsten sind es {gap}, nicht {step} oder ein Vielfaches; tasten Sie die Reihe neu ab, oder nehmen Sie ihre Datenpunkte als Folge.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_refusals.py"></location>
   <source>Logistic loss is for labels: forecast with squared or huber loss.</source>
   <translation>Der logistische Verlust ist für Labels: sagen Sie mit quadratischem oder Huber-Verlust vorher.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_refusals.py"></location>
   <source>The series of {count} samples leaves {training} rows to train on and {testing} to test on: use a smaller lag or another test part.</source>
   <translation>Die Reihe von {count} Datenpunkten lässt {training} Zeilen zum Trainieren und {testing} zum Prüfen: nehmen Sie einen kleineren Lag oder einen anderen Testteil.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_refusals.py"></location>
   <source>{count} rows are too few for rolling validation: give λ/λmax, or more data.</source>
   <translation>{count} Zeilen sind zu wenige für rollende Validierung: geben Sie λ/λmax an, oder mehr Daten.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_refusals.py"></location>
   <source>up to {most}</source>
   <translation>bis zu {most}</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_refusals.py"></location>
   <source>{more}, or activation relu at any depth.</source>
   <translation>{more}, oder die Aktivierung ReLU in jeder Tiefe.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_refusals.py"></location>
   <source>y has {count} different values, so make two classes of them</source>
   <translation>y hat {count} verschiedene Werte, machen Sie also zwei Klassen daraus</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_refusals.py"></location>
   <source>Take the samples as consecutive</source>
   <translation>Die Datenpunkte als Folge nehmen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_refusals.py"></location>
   <source>Use λ = 0.0001 λmax</source>
   <translation>λ = 0.0001 λmax nehmen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_refusals.py"></location>
   <source>Use the automatic solver</source>
   <translation>Den automatischen Löser nehmen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_refusals.py"></location>
   <source>Thin to {count} samples (means of {block})</source>
   <translation>Auf {count} Datenpunkte ausdünnen (Mittel von {block})</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_refusals.py"></location>
   <source>Thin to means of 2 neighbours</source>
   <translation>Zu Mitteln von 2 Nachbarn ausdünnen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_refusals.py"></location>
   <source>Use {count} starts</source>
   <translation>{count} Starts nehmen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_refusals.py"></location>
   <source>Use the squared loss</source>
   <translation>Den quadratischen Verlust nehmen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_refusals.py"></location>
   <source>Leave out the skip connection</source>
   <translation>Die Skip-Verbindung weglassen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_refusals.py"></location>
   <source>Use data features</source>
   <translation>Daten-Merkmale nehmen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_refusals.py"></location>
   <source>Read the columns one by one (additive)</source>
   <translation>Die Spalten einzeln lesen (additiv)</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_refusals.py"></location>
   <source>Leave such rows out</source>
   <translation>Solche Zeilen auslassen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_refusals.py"></location>
   <source>Use ReLU</source>
   <translation>ReLU nehmen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_refusals.py"></location>
   <source>Use {layers} layers</source>
   <translation>{layers} Schichten nehmen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_refusals.py"></location>
   <source>A {name} network has zero gradient almost everywhere, so no gradient method can train it: choose another activation to compare.</source>
   <translation>Ein {name}-Netz hat fast überall den Gradienten null, und so kann kein Gradientenverfahren es trainieren: wählen Sie zum Vergleich eine andere Aktivierung.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_refusals.py"></location>
   <source>Ordinary training reads one column a unit: choose inputs line or additive to compare.</source>
   <translation>Gewöhnliches Training liest eine Spalte je Einheit: wählen Sie zum Vergleich eine Spalte oder additive Eingänge.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_refusals.py"></location>
   <source>At λ = 0 the training objective is the loss alone and has no least norm to compare with: make λ larger.</source>
   <translation>Bei λ = 0 ist das Ziel des Trainings der Verlust allein und hat keine kleinste Norm zum Vergleich: vergrößern Sie λ.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_refusals.py"></location>
   <source>step_size = {step} must be a finite number above 0.</source>
   <translation>Schrittweite = {step} muss eine endliche Zahl über 0 sein.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_refusals.py"></location>
   <source>{units} units cannot hold the optimal network: use {more} or more.</source>
   <translation>{units} Einheiten können das optimale Netz nicht fassen: nehmen Sie {more} oder mehr.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_refusals.py"></location>
   <source>The fully connected network is trained on one column of x: use inputs line.</source>
   <translation>Das voll verbundene Netz wird an einer Spalte x trainiert: wählen Sie eine Spalte.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_refusals.py"></location>
   <source>The optimal network has parallel units: a fully connected one cannot start from it.</source>
   <translation>Das optimale Netz hat parallele Einheiten: ein voll verbundenes kann nicht davon starten.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_refusals.py"></location>
   <source>The fully connected network is trained with the squared loss, not {loss}: choose the squared loss to compare.</source>
   <translation>Das voll verbundene Netz wird mit dem quadratischen Verlust trainiert, nicht mit {loss}: wählen Sie zum Vergleich den quadratischen Verlust.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_refusals.py"></location>
   <source>The rows that train {name} do not suffice: {error}</source>
   <translation>Die Zeilen, an denen {name} trainiert, reichen nicht: {error}</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_refusals.py"></location>
   <source>{folds} folds need {count} points of each label, but one has {least}: give fewer folds.</source>
   <translation>{folds} Teile brauchen {count} Punkte jedes Labels, aber eines hat {least}: nehmen Sie weniger Teile.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_refusals.py"></location>
   <source>At λ = 0 the function goes through every sample and no replicate shows how sure it is: fit with lam above 0.</source>
   <translation>Bei λ = 0 geht die Funktion durch jeden Datenpunkt, und keine Wiederholung zeigt, wie sicher sie ist: passen Sie mit λ über 0 an.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_refusals.py"></location>
   <source>At λ = 0 the function goes through every sample and says nothing about the noise: fit with lam above 0.</source>
   <translation>Bei λ = 0 geht die Funktion durch jeden Datenpunkt und sagt nichts über das Rauschen: passen Sie mit λ über 0 an.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_refusals.py"></location>
   <source>Labels have no residuals to draw: use kind pairs.</source>
   <translation>Labels haben keine Residuen zu ziehen: nehmen Sie Paare.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_refusals.py"></location>
   <source>A sound of {span} samples is too long: thin the signal, or choose a part of it.</source>
   <translation>Ein Ton von {span} Abtastwerten ist zu lang: dünnen Sie das Signal aus, oder wählen Sie einen Teil davon.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>ramp</source>
   <translation>Rampe</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>reflection</source>
   <translation>Spiegelung</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>midpoint</source>
   <translation>Mittelpunkt</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>valley</source>
   <translation>Tal</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>tent</source>
   <translation>Zelt</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>half plane</source>
   <translation>Halbebene</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>weighted midpoint</source>
   <translation>gewichteter Mittelpunkt</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>two slopes</source>
   <translation>zwei Steigungen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>two reflections</source>
   <translation>zwei Spiegelungen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>double reflection</source>
   <translation>doppelte Spiegelung</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>reflection valley</source>
   <translation>Spiegelung, Tal</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>reflection tent</source>
   <translation>Spiegelung, Zelt</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>midpoint valley</source>
   <translation>Mittelpunkt, Tal</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>midpoint tent</source>
   <translation>Mittelpunkt, Zelt</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>neuron</source>
   <translation>Neuron</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>line</source>
   <translation>Gerade</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>relu line</source>
   <translation>ReLU-Gerade</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>abs line</source>
   <translation>Betrags-Gerade</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>leaky line</source>
   <translation>Leaky-ReLU-Gerade</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>piecewise line</source>
   <translation>Gerade mit zwei Steigungen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>symmetrized line</source>
   <translation>symmetrisierte Gerade</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source> with skip connection</source>
   <translation> mit Skip-Verbindung</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>logistic</source>
   <translation>logistisch</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>known segment</source>
   <translation>bekanntes Segment</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>linear program, column generation</source>
   <translation>lineares Programm, Spaltenerzeugung</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>linear program</source>
   <translation>lineares Programm</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>total variation</source>
   <translation>totale Variation</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>nodal active set</source>
   <translation>aktive Menge der Knoten</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>coordinate descent (dense)</source>
   <translation>Koordinatenabstieg (dicht)</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>none needed</source>
   <translation>keiner nötig</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>interior point</source>
   <translation>innerer Punkt</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>outside the dictionary</source>
   <translation>außerhalb des Wörterbuchs</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>random</source>
   <translation>zufällig</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>blocked</source>
   <translation>in Blöcken</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>rolling</source>
   <translation>rollend</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>own</source>
   <translation>eigene</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>error</source>
   <translation>Fehler</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>mean squared error</source>
   <translation>mittlerer quadratischer Fehler</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>mean Huber loss</source>
   <translation>mittlerer Huber-Verlust</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>mean pinball loss</source>
   <translation>mittlerer Pinball-Verlust</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>mean deviance</source>
   <translation>mittlere Devianz</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>optimal network</source>
   <translation>optimales Netz</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>trained network</source>
   <translation>trainiertes Netz</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>linear autoregression</source>
   <translation>lineare Autoregression</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>value one season before</source>
   <translation>Wert eine Saison zuvor</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>rolling validation</source>
   <translation>rollende Validierung</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>solving</source>
   <translation>Lösen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>reading</source>
   <translation>Lesen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>fitting</source>
   <translation>Anpassen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>training</source>
   <translation>Training</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>path</source>
   <translation>Pfad</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>fewer layers first</source>
   <translation>zuerst weniger Schichten</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>every fourth sample first</source>
   <translation>zuerst jeder vierte Datenpunkt</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>optimal networks</source>
   <translation>optimale Netze</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>looking outside the dictionary</source>
   <translation>Suche außerhalb des Wörterbuchs</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>proving</source>
   <translation>Beweisen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>computing the curve</source>
   <translation>Berechnung der Kurve</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>drawing rows</source>
   <translation>Ziehen von Zeilen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>following the path</source>
   <translation>Verfolgen des Pfads</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>interpolating</source>
   <translation>Interpolieren</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>segmented regression</source>
   <translation>stückweise Regression</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>waiting for other processes</source>
   <translation>Warten auf andere Prozesse</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>writing the page</source>
   <translation>Schreiben der Seite</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>writing the table</source>
   <translation>Schreiben der Tabelle</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>writing</source>
   <translation>Schreiben</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>λ_max</source>
   <translation>λ_max</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>Writing the sound</source>
   <translation>Schreiben des Tons</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>fitting the whole signal</source>
   <translation>Anpassung an das ganze Signal</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>choosing λ</source>
   <translation>λ wählen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>baselines</source>
   <translation>Vergleichswerte</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>forecasting and comparing</source>
   <translation>Vorhersagen und Vergleichen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>Features and weights</source>
   <translation>Merkmale und Gewichte</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>Fitted curve</source>
   <translation>Angepasste Kurve</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>Sound</source>
   <translation>Ton</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>Network as numbers</source>
   <translation>Netz als Zahlen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>Python function</source>
   <translation>Python-Funktion</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>C function</source>
   <translation>C-Funktion</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>Spreadsheet formula</source>
   <translation>Tabellenformel</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>MATLAB function</source>
   <translation>MATLAB-Funktion</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>PyTorch module</source>
   <translation>PyTorch-Modul</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>ONNX model</source>
   <translation>ONNX-Modell</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>LaTeX formula</source>
   <translation>LaTeX-Formel</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>Web page</source>
   <translation>Webseite</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>Whole result</source>
   <translation>Ganzes Ergebnis</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>A table of the function: start, end, value and slope of every linear or constant piece.</source>
   <translation>Eine Tabelle der Funktion: Anfang, Ende, Wert und Steigung jedes linearen oder konstanten Stücks.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>A table with a row for every neuron: weight, kinks, meaning.</source>
   <translation>Eine Tabelle mit einer Zeile je Neuron: Gewicht, Knicke, Bedeutung.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>A table of the function: at every sample, at its kinks and evenly between.</source>
   <translation>Eine Tabelle der Funktion: an jedem Datenpunkt, an ihren Knicken und gleichmäßig dazwischen.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>Weights and biases of the deep network as JSON.</source>
   <translation>Gewichte und Schwellen des tiefen Netzes als JSON.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>The deep network as a Python function that needs nothing but numpy.</source>
   <translation>Das tiefe Netz als Python-Funktion, die nichts als numpy braucht.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>One function double f(double) in C99 that includes nothing.</source>
   <translation>Eine Funktion double f(double) in C99, die nichts einbindet.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>One formula for Excel or LibreOffice with x in A1; a sheet to paste where it would be too long.</source>
   <translation>Eine Formel für Excel oder LibreOffice mit x in A1; ein Blatt zum Einfügen, wo sie zu lang wäre.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>A function file f.m for MATLAB and Octave.</source>
   <translation>Eine Funktionsdatei f.m für MATLAB und Octave.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>The deep network as a PyTorch module with its weights as parameters.</source>
   <translation>Das tiefe Netz als PyTorch-Modul mit seinen Gewichten als Parametern.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>The deep network in float64 for every runtime of ONNX.</source>
   <translation>Das tiefe Netz in float64 für jede Laufzeitumgebung von ONNX.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>The function by cases and the network as a sum of its units, for a paper.</source>
   <translation>Die Funktion nach Fällen und das Netz als Summe seiner Einheiten, für eine Arbeit.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>One file that any browser opens: drag λ and see the certified optimum at every λ.</source>
   <translation>Eine Datei, die jeder Browser öffnet: λ ziehen und das zertifizierte Optimum bei jedem λ sehen.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>A proof of the optimum in exact rationals; resources/check_proof.py checks it by itself.</source>
   <translation>Ein Beweis des Optimums in exakten Brüchen; resources/check_proof.py prüft ihn für sich allein.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>The function as a WAV file: at the rate of a recording, or a sample for every step of x.</source>
   <translation>Die Funktion als WAV-Datei: mit der Rate einer Aufnahme, oder ein Abtastwert für jeden Schritt von x.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>Everything the answer holds, with its certificate, as JSON.</source>
   <translation>Alles, was die Antwort enthält, mit ihrem Zertifikat, als JSON.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>Annual flow of the Nile, 1871–1970, with a change of level about 1898.</source>
   <translation>Jährlicher Abfluss des Nils, 1871–1970, mit einer Änderung des Niveaus um 1898.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>Yearly number of sunspots, 1700–2008, rising and falling every eleven years.</source>
   <translation>Jährliche Zahl der Sonnenflecken, 1700–2008, die alle elf Jahre steigt und fällt.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>Weekly carbon dioxide in air, 1958–2001: seasons on a trend, with weeks missing.</source>
   <translation>Wöchentliches Kohlendioxid in der Luft, 1958–2001: Jahreszeiten auf einem Trend, mit fehlenden Wochen.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>Interest on three-month US treasury bills, quarterly averages, 1959–2009.</source>
   <translation>Zinsen auf dreimonatige US-Schatzwechsel, Quartalsmittel, 1959–2009.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>Two-layer ReLU networks need weights of 2 in all to meet these points; three layers need 1.</source>
   <translation>Zweischichtige ReLU-Netze brauchen zusammen Gewichte von 2, um diese Punkte zu treffen; drei Schichten brauchen 1.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>A step between two levels: norm 3/2 with two layers, 3/4 with three or more.</source>
   <translation>Eine Stufe zwischen zwei Niveaus: Norm 3/2 mit zwei Schichten, 3/4 mit drei oder mehr.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>Piecewise constant, with eleven jumps; noise of standard deviation 1.</source>
   <translation>Stückweise konstant, mit elf Sprüngen; Rauschen mit Standardabweichung 1.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>Eleven sharp peaks of unequal width; noise of standard deviation 1.</source>
   <translation>Elf scharfe Spitzen ungleicher Breite; Rauschen mit Standardabweichung 1.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>A sine wave with two jumps; noise of standard deviation 1.</source>
   <translation>Eine Sinuswelle mit zwei Sprüngen; Rauschen mit Standardabweichung 1.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>Oscillation that slows down; noise of standard deviation 1.</source>
   <translation>Eine Schwingung, die langsamer wird; Rauschen mit Standardabweichung 1.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>Four runs of eight samples at ±1, for which the sign network is known in closed form.</source>
   <translation>Vier Läufe von je acht Datenpunkten bei ±1, für die das Vorzeichennetz in geschlossener Form bekannt ist.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>The product of two columns at 80 scattered points. On the plane every neuron bends along a line through the data.</source>
   <translation>Das Produkt zweier Spalten an 80 verstreuten Punkten. Auf der Ebene knickt jedes Neuron entlang einer Geraden durch die Daten.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>A sum of one function of each of two columns: additive units each read one of them.</source>
   <translation>Eine Summe je einer Funktion zweier Spalten: additive Einheiten lesen jede eine davon.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>Keep {codes} as numbers</source>
   <translation>{codes} als Zahlen behalten</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>Take {codes} for missing</source>
   <translation>{codes} als fehlend nehmen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>y is {y}, because column {column} counts the rows: choose it if it is y.</source>
   <translation>y ist {y}, weil Spalte {column} die Zeilen zählt: wählen Sie sie, wenn sie y ist.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>{x} = {point} mirrored about {x2} = {center} gives {x3} = {mirror}</source>
   <translation>{x} = {point} gespiegelt an {x2} = {center} ergibt {x3} = {mirror}</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>{x} = {left} and {x2} = {right} mirror each other about {x3} = {center}</source>
   <translation>{x} = {left} und {x2} = {right} spiegeln einander an {x3} = {center}</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>{x} = {left} and {x2} = {right} lie on one level about {x3} = {center}</source>
   <translation>{x} = {left} und {x2} = {right} liegen auf einer Höhe um {x3} = {center}</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>{x} = {point} brought across {x2} = {center} to {x3} = {mirror}</source>
   <translation>{x} = {point} über {x2} = {center} nach {x3} = {mirror} gebracht</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>mirrored about {x}, then folded {times} more times, at distances {distances}</source>
   <translation>gespiegelt an {x}, dann noch {times}-mal gefaltet, in den Abständen {distances}</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>a ramp from the data point {start} to {end}</source>
   <translation>eine Rampe vom Datenpunkt {start} bis {end}</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>kinks at the data points {first} and {second}</source>
   <translation>Knicke an den Datenpunkten {first} und {second}</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>a kink at the data point {place}</source>
   <translation>ein Knick am Datenpunkt {place}</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>a switch at the data point {place}</source>
   <translation>ein Sprung am Datenpunkt {place}</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>switches at the data points {places}, ... ({count} in all)</source>
   <translation>Sprünge an den Datenpunkten {places}, ... (insgesamt {count})</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>switches at the data points {places}</source>
   <translation>Sprünge an den Datenpunkten {places}</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>a switch along {line}</source>
   <translation>ein Sprung entlang {line}</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>a kink along {line}, through the data points {points}</source>
   <translation>ein Knick entlang {line}, durch die Datenpunkte {points}</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>a kink along {line}, through {points}</source>
   <translation>ein Knick entlang {line}, durch {points}</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>piecewise ({right}, {left})</source>
   <translation>stückweise linear ({right}, {left})</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>leaky ReLU ({slope})</source>
   <translation>Leaky-ReLU ({slope})</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>{layers}-layer {name} network on additive inputs{more}</source>
   <translation>{layers}-Schicht-{name}-Netz auf additiven Eingängen{more}</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>{layers}-layer {name} network on the plane{more}</source>
   <translation>{layers}-Schicht-{name}-Netz auf der Ebene{more}</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>{layers}-layer {name} network with skip connection</source>
   <translation>{layers}-Schicht-{name}-Netz mit Skip-Verbindung</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>{layers}-layer {name} network (data features only){more}</source>
   <translation>{layers}-Schicht-{name}-Netz (nur Daten-Merkmale){more}</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>{layers}-layer {name} network</source>
   <translation>{layers}-Schicht-{name}-Netz</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>{name} tree {widths}</source>
   <translation>{name}-Baum {widths}</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>{name} rectangular {widths}</source>
   <translation>{name}, rechteckig {widths}</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>coordinate descent + {solver}</source>
   <translation>Koordinatenabstieg + {solver}</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>interior point + {solver}</source>
   <translation>innerer Punkt + {solver}</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>Newton, {solver}</source>
   <translation>Newton, {solver}</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>{count} rows read, all used.</source>
   <translation>{count} Zeilen gelesen, alle benutzt.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>{count} row read, all used.</source>
   <translation>{count} Zeile gelesen und benutzt.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>{count} rows read, {used} used.</source>
   <translation>{count} Zeilen gelesen, {used} benutzt.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>{count} row dropped: {why}.</source>
   <translation>{count} Zeile ausgelassen: {why}.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>{count} rows dropped: {why}.</source>
   <translation>{count} Zeilen ausgelassen: {why}.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>{count} rows share an x and were merged to their mean.</source>
   <translation>{count} Zeilen haben ein x gemeinsam und wurden zu ihrem Mittel verschmolzen.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>{count} rows share {values} values of x and were merged to their means.</source>
   <translation>{count} Zeilen haben {values} Werte von x gemeinsam und wurden zu ihren Mitteln verschmolzen.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>{count} samples were thinned to the means of blocks of neighbours.</source>
   <translation>{count} Datenpunkte wurden zu den Mitteln von Blöcken von Nachbarn ausgedünnt.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>Rows were sorted by x.</source>
   <translation>Die Zeilen wurden nach x sortiert.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>{name} is missing (lines {lines})</source>
   <translation>{name} fehlt (Zeilen {lines})</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>{name} is missing (line {line})</source>
   <translation>{name} fehlt (Zeile {line})</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>{name} is missing (rows {rows})</source>
   <translation>{name} fehlt (Zeilen {rows})</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>{name} is missing</source>
   <translation>{name} fehlt</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>left out by hand</source>
   <translation>von Hand ausgelassen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>fold {k} of {folds}</source>
   <translation>Teil {k} von {folds}</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>replicate {k} of {count}</source>
   <translation>Wiederholung {k} von {count}</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>fitting the {share} % quantile</source>
   <translation>Anpassen des {share}-%-Quantils</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source>CV+ of {folds} {splits} folds</source>
   <translation>CV+ aus {folds} Teilen, {splits}</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/engine_words.py"></location>
   <source> network</source>
   <translation>-Netz</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/feature_words.py"></location>
   <source>one bend, at a sample</source>
   <translation>ein Knick, an einem Datenpunkt</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/feature_words.py"></location>
   <source>one bend, at a sample, where |x| turns round</source>
   <translation>ein Knick, an einem Datenpunkt, wo |x| umkehrt</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/feature_words.py"></location>
   <source>flat, then a slope between two samples, then flat again</source>
   <translation>flach, dann eine Steigung zwischen zwei Datenpunkten, dann wieder flach</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/feature_words.py"></location>
   <source>bends at a sample, at the sample it is mirrored about, and at the mirror image</source>
   <translation>knickt an einem Datenpunkt, an dem Datenpunkt, an dem er gespiegelt ist, und am Spiegelbild</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/feature_words.py"></location>
   <source>bends at two samples and in the middle between them, where the axis is folded</source>
   <translation>knickt an zwei Datenpunkten und in der Mitte zwischen ihnen, wo die Achse gefaltet ist</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/feature_words.py"></location>
   <source>bends at two samples and between them, where both have one level</source>
   <translation>knickt an zwei Datenpunkten und zwischen ihnen, wo beide eine Höhe haben</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/feature_words.py"></location>
   <source>the axis is folded twice, so that a sample has several mirror images</source>
   <translation>die Achse ist zweimal gefaltet, sodass ein Datenpunkt mehrere Spiegelbilder hat</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/feature_words.py"></location>
   <source>jumps once, at a sample</source>
   <translation>springt einmal, an einem Datenpunkt</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/feature_words.py"></location>
   <source>jumps at several samples</source>
   <translation>springt an mehreren Datenpunkten</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/feature_words.py"></location>
   <source>jumps along a line of the plane</source>
   <translation>springt entlang einer Geraden der Ebene</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/feature_words.py"></location>
   <source>bends along a line of the plane</source>
   <translation>knickt entlang einer Geraden der Ebene</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/feature_words.py"></location>
   <source>the axis is folded several times, so that a sample has several mirror images</source>
   <translation>die Achse ist mehrmals gefaltet, sodass ein Datenpunkt mehrere Spiegelbilder hat</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/feature_words.py"></location>
   <source>{kind}: sample {point} mirrored about {centre}</source>
   <translation>{kind}: Datenpunkt {point} gespiegelt an {centre}</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/feature_words.py"></location>
   <source>{point} mirrored about {centre}</source>
   <translation>{point} gespiegelt an {centre}</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/feature_words.py"></location>
   <source>{left} folded onto {right}</source>
   <translation>{left} auf {right} gefaltet</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/feature_words.py"></location>
   <source>and {mores}</source>
   <translation>und {mores}</translation>
  </message>
  <message numerus="yes">
   <location filename="mirrors_gui/text/feature_words.py"></location>
   <source>more</source>
   <comment>behind a number</comment>
   <translation>
    <numerusform>weiterer</numerusform>
    <numerusform>weitere</numerusform>
   </translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/feature_words.py"></location>
   <source>It bends along a line of the plane.</source>
   <translation>Es knickt entlang einer Geraden der Ebene.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/feature_words.py"></location>
   <source>at a sample</source>
   <translation>an einem Datenpunkt</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/feature_words.py"></location>
   <source>a mirror image</source>
   <translation>ein Spiegelbild</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/feature_words.py"></location>
   <source>the middle, where {first} and {second} are folded together</source>
   <translation>die Mitte, an der {first} und {second} aufeinander gefaltet sind</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/feature_words.py"></location>
   <source>the middle, where the axis is folded</source>
   <translation>die Mitte, an der die Achse gefaltet ist</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/feature_words.py"></location>
   <source>the image of sample {source}, mirrored about {centre}</source>
   <translation>das Bild des Datenpunkts {source}, gespiegelt an {centre}</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/feature_words.py"></location>
   <source>a mirror image, after further folds</source>
   <translation>ein Spiegelbild, nach weiteren Faltungen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/formatting.py"></location>
   <source>under 0.1 %</source>
   <translation>unter 0,1 %</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/formatting.py"></location>
   <source>{minutes} min</source>
   <translation>{minutes} min</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/help_texts.py"></location>
   <source>The idea</source>
   <translation>Die Idee</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/help_texts.py"></location>
   <source>Training a network on one column of data is usually left to luck: a descent from random weights that ends somewhere. For the networks here the luck is not needed.</source>
   <translation>Ein Netz an einer Spalte Daten zu trainieren bleibt meist dem Glück überlassen: ein Abstieg von zufälligen Gewichten, der irgendwo endet. Für die Netze hier braucht es das Glück nicht.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/help_texts.py"></location>
   <source>The optimal network is a sum of a few &lt;b&gt;features&lt;/b&gt;, each what one unit can compute, and all features that can matter are known beforehand. Which of them to use, and how much of each, is a convex problem (a Lasso) with one optimum. Mirrors finds it and proves it.</source>
   <translation>Das optimale Netz ist eine Summe weniger &lt;b&gt;Merkmale&lt;/b&gt;, jedes das, was eine Einheit berechnen kann, und alle Merkmale, auf die es ankommen kann, sind vorher bekannt. Welche davon zu nehmen sind, und wie viel von jedem, ist ein konvexes Problem (ein Lasso) mit einem Optimum. Mirrors findet und beweist es.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/help_texts.py"></location>
   <source>With two layers the features bend at your data points. Each further layer of |x| units folds the line once more, so features also bend where a data point is &lt;b&gt;mirrored&lt;/b&gt; about another. Pink means mirrored, everywhere in this window and nothing else.</source>
   <translation>Mit zwei Schichten knicken die Merkmale an Ihren Datenpunkten. Jede weitere Schicht aus |x|-Einheiten faltet die Gerade noch einmal, sodass Merkmale auch knicken, wo ein Datenpunkt an einem anderen &lt;b&gt;gespiegelt&lt;/b&gt; ist. Rosa bedeutet gespiegelt, überall in diesem Fenster, und nichts anderes.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/help_texts.py"></location>
   <source>Grey discs are the data, the line is the optimal function of this network at this λ. A filled diamond is a bend at a data point, a hollow pink one a bend at a mirror point. Hover a diamond to see about which point it is mirrored.</source>
   <translation>Graue Scheiben sind die Daten, die Linie ist die optimale Funktion dieses Netzes bei diesem λ. Eine gefüllte Raute ist ein Knick an einem Datenpunkt, eine hohle rosa Raute ein Knick an einem Spiegelpunkt. Zeigen Sie auf eine Raute, um zu sehen, an welchem Punkt sie gespiegelt ist.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/help_texts.py"></location>
   <source>The pale band holds every optimal network: where it has width, the data leave the function open. The shaded ends lie beyond the data.</source>
   <translation>Das blasse Band enthält jedes optimale Netz: wo es Breite hat, lassen die Daten die Funktion offen. Die schattierten Enden liegen jenseits der Daten.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/help_texts.py"></location>
   <source>Above stand the function as a sum and its objective. Build adds the neurons one by one, the largest weight first, and folds the axis where one mirrors the data.</source>
   <translation>Darüber stehen die Funktion als Summe und ihr Zielwert. „Aufbauen“ fügt die Neuronen eines nach dem anderen hinzu, das größte Gewicht zuerst, und faltet die Achse, wo eines die Daten spiegelt.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/help_texts.py"></location>
   <source>Below are the residuals, data minus function. Drag moves the plot, the wheel zooms, a double-click shows all. The pencil (Ctrl+D) lets you move, add and delete points.</source>
   <translation>Darunter sind die Residuen, Daten minus Funktion. Ziehen verschiebt die Zeichnung, das Rad vergrößert, ein Doppelklick zeigt alles. Mit dem Stift (Strg+D) verschieben, ergänzen und löschen Sie Punkte.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/help_texts.py"></location>
   <source>λ</source>
   <translation>λ</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/help_texts.py"></location>
   <source>λ is the price of weight. At the left it is so high that the optimal network is a constant; to the right it falls, neurons are born, and the function comes closer to the data. The very right end goes through every sample with the least weight.</source>
   <translation>λ ist der Preis des Gewichts. Links ist er so hoch, dass das optimale Netz eine Konstante ist; nach rechts fällt er, Neuronen werden geboren, und die Funktion kommt den Daten näher. Das äußerste rechte Ende geht mit dem kleinsten Gewicht durch jeden Datenpunkt.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/help_texts.py"></location>
   <source>The steps behind the slider are the number of neurons, and every tick is an event: a neuron is born (long) or dies (short). [ and ] step from event to event.</source>
   <translation>Die Stufen hinter dem Regler sind die Anzahl der Neuronen, und jeder Strich ist ein Ereignis: ein Neuron wird geboren (lang) oder stirbt (kurz). [ und ] gehen von Ereignis zu Ereignis.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/help_texts.py"></location>
   <source>Choose λ … lets cross-validation or an information criterion suggest a value and marks it on the strip.</source>
   <translation>„λ wählen“ lässt die Kreuzvalidierung oder ein Informationskriterium einen Wert vorschlagen und markiert ihn auf dem Streifen.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/help_texts.py"></location>
   <source>Each curve is one neuron's share of the function; all shares and a constant add up to the fit. The table says how large its weight is, where it bends, and what it is in words.</source>
   <translation>Jede Kurve ist der Anteil eines Neurons an der Funktion; alle Anteile und eine Konstante ergeben die Anpassung. Die Tabelle sagt, wie groß sein Gewicht ist, wo es knickt, und was es in Worten ist.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/help_texts.py"></location>
   <source>Select a row and the same neuron is highlighted in every view.</source>
   <translation>Wählen Sie eine Zeile, und dasselbe Neuron ist in jeder Ansicht hervorgehoben.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/help_texts.py"></location>
   <source>Pieces lists the function itself, from kink to kink: start, end, value and slope. Select a row to see that piece on the plot; Table … saves or copies them all.</source>
   <translation>Stücke führt die Funktion selbst auf, von Knick zu Knick: Anfang, Ende, Wert und Steigung. Wählen Sie eine Zeile, um das Stück im Bild zu sehen; Tabelle … sichert oder kopiert sie alle.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/help_texts.py"></location>
   <source>One stem a neuron: how much of its feature the optimal network uses, and with which sign. Most features of the dictionary have no stem: their weight is exactly zero.</source>
   <translation>Ein Stab je Neuron: wie viel von seinem Merkmal das optimale Netz benutzt, und mit welchem Vorzeichen. Die meisten Merkmale des Wörterbuchs haben keinen Stab: ihr Gewicht ist genau null.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/help_texts.py"></location>
   <source>Every cell is one feature of a three-layer network: the sample of its row, mirrored about the sample of its column. The colour says how strongly the residual still asks for it: |A&lt;sub&gt;j&lt;/sub&gt;ᵀr|/λ. At full colour it is 1, and only such features can be in use; those in use are ringed.</source>
   <translation>Jede Zelle ist ein Merkmal eines dreischichtigen Netzes: der Datenpunkt ihrer Zeile, gespiegelt am Datenpunkt ihrer Spalte. Die Farbe sagt, wie stark das Residuum noch danach verlangt: |A&lt;sub&gt;j&lt;/sub&gt;ᵀr|/λ. Bei voller Farbe ist es 1, und nur solche Merkmale können benutzt werden; die benutzten haben einen Ring.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/help_texts.py"></location>
   <source>No cell is above 1. That is the proof of optimality, drawn.</source>
   <translation>Keine Zelle liegt über 1. Das ist der Beweis der Optimalität, gezeichnet.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/help_texts.py"></location>
   <source>Every line is one neuron's weight while λ falls from left to right. Between events the weights change in proportion to λ. Click to take λ there.</source>
   <translation>Jede Linie ist das Gewicht eines Neurons, während λ von links nach rechts fällt. Zwischen Ereignissen ändern sich die Gewichte im Verhältnis zu λ. Ein Klick führt λ dorthin.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/help_texts.py"></location>
   <source>The mean error on points that a network was not trained on, at every λ, with its standard error. It is computed by Choose λ; the shapes on the curve are the rules of that menu.</source>
   <translation>Der mittlere Fehler an Punkten, an denen ein Netz nicht trainiert wurde, bei jedem λ, mit seinem Standardfehler. „λ wählen“ berechnet ihn; die Formen auf der Kurve sind die Regeln jenes Menüs.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/help_texts.py"></location>
   <source>A curve that is flat over a wide range says that λ matters little there: take the larger λ, which needs fewer neurons.</source>
   <translation>Eine Kurve, die über einen weiten Bereich flach ist, sagt, dass λ dort wenig ausmacht: nehmen Sie das größere λ, das weniger Neuronen braucht.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/help_texts.py"></location>
   <source>The deep network itself, ready to be used elsewhere: each lane is one unit, each small picture what a layer makes of x, each edge a weight. Pink marks the mirrored half.</source>
   <translation>Das tiefe Netz selbst, bereit zum Gebrauch anderswo: jede Bahn ist eine Einheit, jedes kleine Bild, was eine Schicht aus x macht, jede Kante ein Gewicht. Rosa markiert die gespiegelte Hälfte.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/help_texts.py"></location>
   <source>It attains exactly the optimum of the convex problem; Certificate shows both values.</source>
   <translation>Es erreicht genau das Optimum des konvexen Problems; „Zertifikat“ zeigt beide Werte.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/help_texts.py"></location>
   <source>The &lt;b&gt;objective&lt;/b&gt; is what this network attains. The &lt;b&gt;lower bound&lt;/b&gt; comes from the dual problem: no network of this kind, however many neurons it has, gets below it. The gap between them is what is left to doubt: under 10⁻⁹ the answer is certified.</source>
   <translation>Der &lt;b&gt;Zielwert&lt;/b&gt; ist, was dieses Netz erreicht. Die &lt;b&gt;untere Schranke&lt;/b&gt; kommt aus dem dualen Problem: kein Netz dieser Art, wie viele Neuronen es auch hat, kommt darunter. Die Lücke zwischen ihnen ist, was zu bezweifeln bleibt: unter 10⁻⁹ ist die Antwort zertifiziert.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/help_texts.py"></location>
   <source>The bound is checked against every feature of the dictionary by code that does not know how the answer was found.</source>
   <translation>Die Schranke wird gegen jedes Merkmal des Wörterbuchs geprüft, durch Programmcode, der nicht weiß, wie die Antwort gefunden wurde.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/help_texts.py"></location>
   <source>That these features are enough for every network of the kind is a theorem of E. Zeger, Y. Wang, A. Mishkin, T. Ergen, E. Candès and M. Pilanci, &lt;i&gt;A Library of Mirrors&lt;/i&gt; (2024), arXiv 2403.01046.</source>
   <translation>Dass diese Merkmale für jedes Netz dieser Art genügen, ist ein Satz von E. Zeger, Y. Wang, A. Mishkin, T. Ergen, E. Candès und M. Pilanci, &lt;i&gt;A Library of Mirrors&lt;/i&gt; (2024), arXiv 2403.01046.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/help_texts.py"></location>
   <source>To check it yourself: &lt;b&gt;Proof file …&lt;/b&gt; writes data, network and dual point as exact rationals. The script check_proof.py reads that file with Python’s standard library alone and redoes the proof without rounding; the manual says for which networks.</source>
   <translation>Zum eigenen Prüfen: &lt;b&gt;Beweisdatei …&lt;/b&gt; schreibt Daten, Netz und dualen Punkt als exakte Brüche. Das Skript check_proof.py liest diese Datei allein mit Pythons Standardbibliothek und führt den Beweis noch einmal, ohne zu runden; das Handbuch sagt, für welche Netze.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/help_texts.py"></location>
   <source>Often many networks are equally good. Here are the features that can be in an optimal network, how far each weight can move, and other optimal networks to look at.</source>
   <translation>Oft sind viele Netze gleich gut. Hier sind die Merkmale, die in einem optimalen Netz sein können, wie weit jedes Gewicht sich bewegen kann, und andere optimale Netze zum Ansehen.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/help_texts.py"></location>
   <source>The same network trained in the ordinary way, from random starts. The curves show how far each start stays above the certified optimum; none can get below. Where a start does well, look where its kinks have gone: to data points and mirror points.</source>
   <translation>Dasselbe Netz, auf gewöhnliche Art von zufälligen Starts aus trainiert. Die Kurven zeigen, wie weit jeder Start über dem zertifizierten Optimum bleibt; keiner kann darunter. Wo ein Start gut ist, sehen Sie, wohin seine Knicke gewandert sind: zu Datenpunkten und Spiegelpunkten.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/help_texts.py"></location>
   <source>While they train, the functions and kinks of all starts move on the plot. Pause holds them, the next button makes a single step, the round arrow shows the starts again; Esc ends it.</source>
   <translation>Während sie trainieren, bewegen sich Funktionen und Knicke aller Starts in der Zeichnung. „Pause“ hält sie an, der nächste Knopf macht einen einzelnen Schritt, der runde Pfeil zeigt wieder die Starts; Esc beendet es.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/help_texts.py"></location>
   <source>The signal as a function of its own past. The last part of the data is kept apart: the errors there, beside simple baselines, say what the model is worth.</source>
   <translation>Das Signal als Funktion seiner eigenen Vergangenheit. Der letzte Teil der Daten bleibt beiseite: die Fehler dort, neben einfachen Vergleichswerten, sagen, was das Modell wert ist.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/help_texts.py"></location>
   <source>Pin (Ctrl+B) keeps the fit on show, in a stroke of its own on the plot and as a column here. Change the network, the loss or λ and pin again: what depth or price buys stands side by side. Click a column to go back to that fit; F2 renames it, Space hides it.</source>
   <translation>Anheften (Strg+B) behält die gezeigte Anpassung, in einem eigenen Strich in der Zeichnung und als Spalte hier. Ändern Sie das Netz, den Verlust oder λ und heften Sie wieder an: was Tiefe oder Preis bringt, steht nebeneinander. Ein Klick auf eine Spalte führt zu jener Anpassung zurück; F2 benennt sie um, Leertaste verbirgt sie.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/help_texts.py"></location>
   <source>On the plot</source>
   <translation>In der Zeichnung</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/help_texts.py"></location>
   <source>Move</source>
   <translation>Verschieben</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/help_texts.py"></location>
   <source>drag</source>
   <translation>ziehen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/help_texts.py"></location>
   <source>Zoom</source>
   <translation>Vergrößern</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/help_texts.py"></location>
   <source>wheel</source>
   <translation>Rad</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/help_texts.py"></location>
   <source>double-click</source>
   <translation>Doppelklick</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/help_texts.py"></location>
   <source>Range, logarithm, label and unit of an axis</source>
   <translation>Bereich, Logarithmus, Name und Einheit einer Achse</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/help_texts.py"></location>
   <source>double-click it</source>
   <translation>Doppelklick auf sie</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/help_texts.py"></location>
   <source>The same x in all views</source>
   <translation>Dasselbe x in allen Ansichten</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/help_texts.py"></location>
   <source>Leave a point out, or take it in again</source>
   <translation>Einen Punkt auslassen, oder wieder hineinnehmen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/help_texts.py"></location>
   <source>Alt and click</source>
   <translation>Alt und Klick</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/help_texts.py"></location>
   <source>The same for many</source>
   <translation>Dasselbe für viele</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/help_texts.py"></location>
   <source>Alt and draw a line around them</source>
   <translation>Alt und eine Linie um sie ziehen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/help_texts.py"></location>
   <source>Follow a neuron, copy its place</source>
   <translation>Einem Neuron folgen, seine Stelle kopieren</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/help_texts.py"></location>
   <source>click its diamond</source>
   <translation>Klick auf seine Raute</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/help_texts.py"></location>
   <source>In the window</source>
   <translation>Im Fenster</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/help_texts.py"></location>
   <source>A view in the plot's place, and back</source>
   <translation>Eine Ansicht an die Stelle der Zeichnung, und zurück</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/help_texts.py"></location>
   <source>double-click its title</source>
   <translation>Doppelklick auf ihren Titel</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/help_texts.py"></location>
   <source>Width of the columns</source>
   <translation>Breite der Spalten</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/help_texts.py"></location>
   <source>drag between them; double-click undoes it</source>
   <translation>zwischen ihnen ziehen; Doppelklick nimmt es zurück</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/help_texts.py"></location>
   <source>While editing points</source>
   <translation>Beim Bearbeiten von Punkten</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/help_texts.py"></location>
   <source>Move a point</source>
   <translation>Einen Punkt verschieben</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/help_texts.py"></location>
   <source>drag, or arrow keys; Shift keeps x</source>
   <translation>ziehen, oder Pfeiltasten; Umschalt hält x</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/help_texts.py"></location>
   <source>Add a point</source>
   <translation>Einen Punkt hinzufügen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/help_texts.py"></location>
   <source>Delete a point</source>
   <translation>Einen Punkt löschen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/help_texts.py"></location>
   <source>right-click, or Delete</source>
   <translation>Rechtsklick, oder Entf</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/help_texts.py"></location>
   <source>On the λ strip</source>
   <translation>Auf dem λ-Streifen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/help_texts.py"></location>
   <source>Small and large steps</source>
   <translation>Kleine und große Schritte</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/help_texts.py"></location>
   <source>arrow keys, Page Up and Down</source>
   <translation>Pfeiltasten, Bild auf und ab</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/help_texts.py"></location>
   <source>Ends</source>
   <translation>Enden</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/help_texts.py"></location>
   <source>Home and End</source>
   <translation>Pos1 und Ende</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/help_texts.py"></location>
   <source>In the network</source>
   <translation>Im Netz</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/help_texts.py"></location>
   <source>Walk through the units</source>
   <translation>Durch die Einheiten gehen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/help_texts.py"></location>
   <source>arrow keys</source>
   <translation>Pfeiltasten</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/help_texts.py"></location>
   <source>Unfold the small ones</source>
   <translation>Die kleinen aufklappen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/help_texts.py"></location>
   <source>Space</source>
   <translation>Leertaste</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/language.py"></location>
   <source>As the system</source>
   <translation>Wie das System</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/loss_texts.py"></location>
   <source>{y_name} (±1), log-odds</source>
   <translation>{y_name} (±1), Log-Odds</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/loss_texts.py"></location>
   <source>log-odds {fit}   chance of 1 {chance}</source>
   <translation>Log-Odds {fit}   Chance von 1 {chance}</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/loss_texts.py"></location>
   <source>fit {fit}   residual {rest}</source>
   <translation>Anpassung {fit}   Residuum {rest}</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_data.py"></location>
   <source>{name}: {error}</source>
   <translation>{name}: {error}</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_data.py"></location>
   <source>{what} reaches {worst}, whose square overflows: rescale {what2} below 1e150.</source>
   <translation>{what} erreicht {worst}, dessen Quadrat überläuft: skalieren Sie {what2} unter 1e150.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_data.py"></location>
   <source>{what} only varies by {spread}, too little to tell samples apart: rescale {what2}.</source>
   <translation>{what} ändert sich nur um {spread}, zu wenig, um Datenpunkte zu unterscheiden: skalieren Sie {what2}.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_data.py"></location>
   <source>Weights must not be negative, but {where} {row} has {weight}: correct it, or set it to 0 to leave the row out.</source>
   <translation>Gewichte dürfen nicht negativ sein, doch {where} {row} hat {weight}: berichtigen Sie es, oder setzen Sie es auf 0, um die Zeile auszulassen.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_data.py"></location>
   <source>The weighted squares of y overflow: rescale y or the weights.</source>
   <translation>Die gewichteten Quadrate von y laufen über: skalieren Sie y oder die Gewichte.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_data.py"></location>
   <source>There is no row to use: give at least one finite x and y ({rows} read, {why}).</source>
   <translation>Es gibt keine Zeile, die brauchbar ist: geben Sie mindestens ein endliches x und y ({rows} gelesen, {why}).</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_data.py"></location>
   <source>There is no row to use: give at least one finite x and y.</source>
   <translation>Es gibt keine Zeile, die brauchbar ist: geben Sie mindestens ein endliches x und y.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_data.py"></location>
   <source>{what} holds {value}, which as days since 1970 is the same number as another time in it: subtract the first time and give nanoseconds since then.</source>
   <translation>{what} enthält {value}, das als Tage seit 1970 dieselbe Zahl ist wie eine andere Zeit darin: ziehen Sie die erste Zeit ab, und geben Sie die Nanosekunden seitdem.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_data.py"></location>
   <source>{what} holds {value}, which {why}: subtract an offset from {what2} first, or give datetime64 for times.</source>
   <translation>{what} enthält {value}, was {why}: ziehen Sie zuerst einen Versatz von {what2} ab, oder geben Sie Zeiten als Datum.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_data.py"></location>
   <source>has more digits than a number keeps (2⁵³)</source>
   <translation>mehr Stellen hat, als eine Zahl behält (2⁵³)</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_data.py"></location>
   <source>as a number is the same as {other}</source>
   <translation>als Zahl dasselbe ist wie {other}</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_data.py"></location>
   <source>{what} {words} is finer than days since 1970 keep: write at most six digits of the second.</source>
   <translation>{what} {words} ist feiner, als Tage seit 1970 es behalten: schreiben Sie höchstens sechs Stellen der Sekunde.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_data.py"></location>
   <source>{what} {words} can be read in two ways: write a point as the decimal mark, or separate by semicolons, such as 0,5; 1,5.</source>
   <translation>{what} {words} lässt sich auf zwei Weisen lesen: schreiben Sie einen Punkt als Dezimalzeichen, oder trennen Sie durch Strichpunkte, etwa 0,5; 1,5.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_data.py"></location>
   <source>{what} {words} has more digits than a number keeps (2⁵³): subtract an offset first, or write fewer digits.</source>
   <translation>{what} {words} hat mehr Stellen, als eine Zahl behält (2⁵³): ziehen Sie zuerst einen Versatz ab, oder schreiben Sie weniger Stellen.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_data.py"></location>
   <source>{name} cannot be read ({reason}): check the path.</source>
   <translation>{name} kann nicht gelesen werden ({reason}): prüfen Sie den Pfad.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_data.py"></location>
   <source>{name} is not an ordinary file: choose a CSV file.</source>
   <translation>{name} ist keine gewöhnliche Datei: wählen Sie eine CSV-Datei.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_data.py"></location>
   <source>{name} has {size} MB, more than the limit of {most} MB: cut it or keep every n-th row.</source>
   <translation>{name} hat {size} MB, mehr als die Grenze von {most} MB: kürzen Sie die Datei, oder behalten Sie jede n-te Zeile.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_data.py"></location>
   <source>{name} has {size} MB and needs some {need} MB of memory, of which {free} MB are free: cut it or keep every n-th row.</source>
   <translation>{name} hat {size} MB und braucht etwa {need} MB Speicher, von denen {free} MB frei sind: kürzen Sie die Datei, oder behalten Sie jede n-te Zeile.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_data.py"></location>
   <source>{name} grows while it is read: copy it first.</source>
   <translation>{name} wächst, während sie gelesen wird: kopieren Sie sie zuerst.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_data.py"></location>
   <source>{name} cannot be read as {encoding}, which is no encoding: use utf-8, utf-16 or cp1252.</source>
   <translation>{name} kann nicht als {encoding} gelesen werden, was keine Kodierung ist: nehmen Sie utf-8, utf-16 oder cp1252.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_data.py"></location>
   <source>{name} holds no table (.csv, .txt, .xlsx, …): choose another folder.</source>
   <translation>{name} enthält keine Tabelle (.csv, .txt, .xlsx, …): wählen Sie einen anderen Ordner.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_data.py"></location>
   <source>{name} has no column of numbers besides x: choose another file.</source>
   <translation>{name} hat außer x keine Spalte mit Zahlen: wählen Sie eine andere Datei.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_data.py"></location>
   <source>{name}, line {line} has {cells} cells under {names} names, so that a comma may stand both between cells and before decimals: separate cells by semicolons, or choose that there are no names.</source>
   <translation>{name}, Zeile {line} hat {cells} Zellen unter {names} Namen, so dass ein Komma zwischen Zellen wie vor Dezimalen stehen kann: trennen Sie Zellen durch Strichpunkte, oder wählen Sie, dass es keine Namen gibt.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_data.py"></location>
   <source>{name}, line {line}: a quotation mark is opened and not closed: close or delete it.</source>
   <translation>{name}, Zeile {line}: ein Anführungszeichen öffnet und schließt nicht: schließen oder löschen Sie es.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_data.py"></location>
   <source>{name} has no row of data below its header: add rows of numbers.</source>
   <translation>{name} hat unter der Kopfzeile keine Daten: fügen Sie Zeilen mit Zahlen an.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_data.py"></location>
   <source>{name}, line {line}: no row has the expected {width} cells: set the delimiter.</source>
   <translation>{name}, Zeile {line}: keine Zeile hat die erwarteten {width} Zellen: stellen Sie den Trenner ein.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_data.py"></location>
   <source> (line {line} reads {cells})</source>
   <translation> (Zeile {line} lautet {cells})</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_data.py"></location>
   <source>other </source>
   <translation>weitere </translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_data.py"></location>
   <source>{name}, line {line}: column {column} holds times, which only x may be: choose a column of numbers for {what}.</source>
   <translation>{name}, Zeile {line}: Spalte {column} enthält Zeiten, was nur x sein darf: wählen Sie für {what} eine Spalte mit Zahlen.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_data.py"></location>
   <source>{name}, line {line}: column {column} holds {cell}, which has more digits than a number keeps (2⁵³): subtract an offset from {column2} first, or write dates for times.</source>
   <translation>{name}, Zeile {line}: Spalte {column} enthält {cell}, das mehr Stellen hat, als eine Zahl behält (2⁵³): ziehen Sie zuerst einen Versatz von {column2} ab, oder schreiben Sie Zeiten als Datum.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_data.py"></location>
   <source>{name}, line {line}: {cell} in column {column} as {number} is the same as the different value of another line: subtract the first value from all of them, as in seconds or nanoseconds since the first sample.</source>
   <translation>{name}, Zeile {line}: {cell} in Spalte {column} ist als {number} dasselbe wie der andere Wert einer anderen Zeile: ziehen Sie von allen den ersten ab, etwa als Sekunden oder Nanosekunden seit dem ersten Datenpunkt.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_data.py"></location>
   <source>{name}, line {line}: {cell} in column {column} cannot be read as a {kind}: correct it, or choose to leave out such rows.</source>
   <translation>{name}, Zeile {line}: {cell} in Spalte {column} kann nicht gelesen werden als {kind}: berichtigen Sie es, oder lassen Sie solche Zeilen weg.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_data.py"></location>
   <source>time of day</source>
   <translation>Uhrzeit</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_data.py"></location>
   <source>number with % like others</source>
   <translation>Zahl mit % wie andere</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_data.py"></location>
   <source>{name} has no column {column}: choose one of {columns}.</source>
   <translation>{name} hat keine Spalte {column}: wählen Sie eine von {columns}.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_data.py"></location>
   <source>{words} is no decimal mark: use a point or a comma.</source>
   <translation>{words} ist kein Dezimalzeichen: nehmen Sie einen Punkt oder ein Komma.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_data.py"></location>
   <source>{words} does not separate thousands: use a comma, a point, a blank, an apostrophe or nothing.</source>
   <translation>{words} trennt keine Tausender: nehmen Sie ein Komma, einen Punkt, ein Leerzeichen, einen Apostroph oder nichts.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_data.py"></location>
   <source>{words} is no delimiter: use one character.</source>
   <translation>{words} ist kein Trenner: nehmen Sie ein Zeichen.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_data.py"></location>
   <source>Blocks of {count} samples cannot be: give 1 or more.</source>
   <translation>Blöcke von {count} Datenpunkten kann es nicht geben: nehmen Sie 1 oder mehr.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_data.py"></location>
   <source>The number of lines to skip is negative: use 0 or more.</source>
   <translation>Die Zahl der zu überspringenden Zeilen ist negativ: nehmen Sie 0 oder mehr.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_data.py"></location>
   <source>{name} looks like {what} but cannot be read ({why}): save it again, or save the table as CSV.</source>
   <translation>{name} sieht aus wie {what}, kann aber nicht gelesen werden ({why}): speichern Sie die Datei neu, oder die Tabelle als CSV.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_data.py"></location>
   <source>{name} has no part {part}: choose one of {parts}.</source>
   <translation>{name} hat keinen Teil {part}: wählen Sie einen von {parts}.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_data.py"></location>
   <source>{name} has a sheet with cells as far as row {row} and column {column}, too far apart to be read: delete the cells far from the table, or save it as CSV.</source>
   <translation>{name} hat ein Blatt mit Zellen bis Zeile {row} und Spalte {column}, zu weit auseinander, um gelesen zu werden: löschen Sie die Zellen fern der Tabelle, oder speichern Sie sie als CSV.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_data.py"></location>
   <source>{name} holds more than {most} MB: unpack it and cut it.</source>
   <translation>{name} enthält mehr als {most} MB: entpacken und kürzen Sie die Datei.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_data.py"></location>
   <source>{name} has no member {part}: choose one of {parts}.</source>
   <translation>{name} hat kein Element {part}: wählen Sie eines von {parts}.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_data.py"></location>
   <source>{name} is an empty archive: choose another file.</source>
   <translation>{name} ist ein leeres Archiv: wählen Sie eine andere Datei.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_data.py"></location>
   <source>{name} has no sheet {part}: choose one of {parts}.</source>
   <translation>{name} hat kein Blatt {part}: wählen Sie eines von {parts}.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_data.py"></location>
   <source>{name} holds no table: give a list of records, or columns by name.</source>
   <translation>{name} enthält keine Tabelle: geben Sie eine Liste von Datensätzen oder benannte Spalten.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_data.py"></location>
   <source>{name} is nested too deeply: give records or columns.</source>
   <translation>{name} ist zu tief verschachtelt: geben Sie Datensätze oder Spalten.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_data.py"></location>
   <source>{name}, {where}: this is not valid JSON: mend it.</source>
   <translation>{name}, {where}: das ist kein gültiges JSON: berichtigen Sie es.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_data.py"></location>
   <source>line {line}</source>
   <translation>Zeile {line}</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_data.py"></location>
   <source>Parquet needs the package pyarrow: install mirrors[parquet].</source>
   <translation>Parquet braucht das Paket pyarrow: installieren Sie mirrors[parquet].</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_data.py"></location>
   <source>{name} cannot be written ({reason}): choose another place.</source>
   <translation>{name} kann nicht geschrieben werden ({reason}): wählen Sie einen anderen Ort.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_data.py"></location>
   <source>{what} is not an array</source>
   <translation>{what} ist kein Feld von Zahlen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_data.py"></location>
   <source>{what} has no valid shape</source>
   <translation>{what} hat keine gültige Form</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_data.py"></location>
   <source>{what} is shorter than it claims</source>
   <translation>{what} ist kürzer als angegeben</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_data.py"></location>
   <source>{what} is not as long as it claims</source>
   <translation>{what} ist nicht so lang wie angegeben</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_data.py"></location>
   <source>x, y and weights do not fit together</source>
   <translation>x, y und Gewichte passen nicht zusammen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_data.py"></location>
   <source>excluded does not name rows</source>
   <translation>die ausgelassenen Zeilen sind keine</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_data.py"></location>
   <source>the table does not have the rows it claims</source>
   <translation>die Tabelle hat nicht die Zeilen, die sie angibt</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_data.py"></location>
   <source>a column is of no known kind</source>
   <translation>eine Spalte ist von keiner bekannten Art</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_data.py"></location>
   <source>a column does not have as many rows as the table</source>
   <translation>eine Spalte hat nicht so viele Zeilen wie die Tabelle</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_data.py"></location>
   <source>a column counts rows that are not there</source>
   <translation>eine Spalte zählt Zeilen, die es nicht gibt</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_data.py"></location>
   <source>a column is not valid</source>
   <translation>eine Spalte ist nicht gültig</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_data.py"></location>
   <source>{what} is not a list</source>
   <translation>{what} ist keine Liste</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_data.py"></location>
   <source>the preview is not valid</source>
   <translation>die Vorschau ist nicht gültig</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_data.py"></location>
   <source>{what} is not a text</source>
   <translation>{what} ist kein Text</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_data.py"></location>
   <source>{what} is not a whole number</source>
   <translation>{what} ist keine ganze Zahl</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_data.py"></location>
   <source>{what} does not hold numbers only</source>
   <translation>{what} enthält nicht nur Zahlen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_data.py"></location>
   <source>{what} is not base64</source>
   <translation>{what} ist nicht base64</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_data.py"></location>
   <source>the option {option} is not valid</source>
   <translation>die Einstellung {option} ist nicht gültig</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_data.py"></location>
   <source>{what} holds a number out of range</source>
   <translation>{what} enthält eine Zahl außerhalb des Bereichs</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_fits.py"></location>
   <source>{have} but a {network} reads one: use inputs {inputs}, or choose a column.</source>
   <translation>{have}, doch ein {network} liest eine: nehmen Sie die Eingänge {inputs}, oder wählen Sie eine Spalte.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_fits.py"></location>
   <source>{have} but a {network} reads two: use inputs {inputs}, or choose two columns.</source>
   <translation>{have}, doch ein {network} liest zwei: nehmen Sie die Eingänge {inputs}, oder wählen Sie zwei Spalten.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_fits.py"></location>
   <source>{have} but a {network} reads several: use inputs line.</source>
   <translation>{have}, doch ein {network} liest mehrere: nehmen Sie als Eingänge eine Spalte.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_fits.py"></location>
   <source>The signal has {count} input columns</source>
   <translation>Das Signal hat {count} Eingangsspalten</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_fits.py"></location>
   <source>The signal has {count} input column</source>
   <translation>Das Signal hat {count} Eingangsspalte</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_fits.py"></location>
   <source>slopes = ({right}, {left}) scale a signal by 1e{gain} over {layers} layers, too much for accurate numbers: divide both by the larger, which only changes the unit of lam.</source>
   <translation>Die Steigungen ({right}, {left}) vergrößern ein Signal über {layers} Schichten um 1e{gain}, zu viel für genaue Zahlen: teilen Sie beide durch die größere, was nur die Einheit von λ ändert.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_fits.py"></location>
   <source>A {layers}-layer {name} network needs widths with {count} whole numbers, the neurons of one unit in its first hidden layers.</source>
   <translation>Ein {layers}-Schicht-{name}-Netz braucht Breiten mit {count} ganzen Zahlen, den Neuronen einer Einheit in ihren ersten verborgenen Schichten.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_fits.py"></location>
   <source>The data-feature subset is for abs and symmetrized networks of 4 or more layers on a line: use the exact dictionary here.</source>
   <translation>Die Teilmenge an den Daten ist für Betrags- und symmetrisierte Netze ab 4 Schichten auf einer Linie: nehmen Sie hier das genaue Wörterbuch.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_fits.py"></location>
   <source>A {network} on {n} points has {lines} lines, more than can be certified: thin the signal to {fewer} points or use inputs additive.</source>
   <translation>Ein {network} an {n} Punkten hat {lines} Linien, mehr als zertifiziert werden können: dünnen Sie das Signal auf {fewer} Punkte aus, oder nehmen Sie additive Eingänge.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_fits.py"></location>
   <source>The explicit dictionary has {size} features of {n} samples, {need} GB where {most} GB is the limit: use solver auto, which never forms it, or thin the signal.</source>
   <translation>Das ausgeschriebene Wörterbuch hat {size} Merkmale an {n} Datenpunkten, {need} GB, wo {most} GB die Grenze sind: nehmen Sie den automatischen Löser, der es nie bildet, oder dünnen Sie das Signal aus.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_fits.py"></location>
   <source>A {network} has no mirror map: choose |x| or symmetrised ReLU with three layers.</source>
   <translation>Ein {network} hat keine Spiegelkarte: wählen Sie |x| oder symmetrisierte ReLU mit drei Schichten.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_fits.py"></location>
   <source>A straight line separates the labels, so that with a skip connection the logistic loss falls on as the line grows steeper and no network is best: leave the skip connection out.</source>
   <translation>Eine Gerade trennt die Klassen, so dass mit Skip-Verbindung der logistische Verlust immer weiter fällt, je steiler sie wird, und kein Netz das beste ist: lassen Sie die Skip-Verbindung weg.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_fits.py"></location>
   <source>Coordinate descent gets stuck at the corners of the quantile loss: use solver auto.</source>
   <translation>Der Koordinatenabstieg bleibt an den Ecken des Quantilverlusts hängen: nehmen Sie den automatischen Löser.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_fits.py"></location>
   <source>{name} = {value} is not a number.</source>
   <translation>{name} = {value} ist keine Zahl.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_fits.py"></location>
   <source>Huber's loss needs {columns} working columns of {rows} rows, more than the {most} MB it may take: raise delta, so that fewer rows are outliers, or thin the signal.</source>
   <translation>Der Huber-Verlust braucht {columns} Arbeitsspalten aus {rows} Zeilen, mehr als die {most} MB, die er belegen darf: vergrößern Sie Delta, damit weniger Zeilen Ausreißer sind, oder dünnen Sie das Signal aus.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_fits.py"></location>
   <source>The linear program of the quantile loss failed, because weights, values or distances of samples differ by too many powers of ten: use weights that differ less, merge samples that nearly agree in x, or choose another loss.</source>
   <translation>Das lineare Programm des Quantilverlusts ist gescheitert, weil Gewichte, Werte oder Abstände der Datenpunkte um zu viele Zehnerpotenzen auseinanderliegen: nehmen Sie Gewichte, die weniger verschieden sind, fassen Sie Datenpunkte mit fast gleichem x zusammen, oder wählen Sie einen anderen Verlust.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_fits.py"></location>
   <source>The linear program of the quantile loss would take {count} features of {n} samples at once: thin the signal.</source>
   <translation>Das lineare Programm des Quantilverlusts nähme {count} Merkmale an {n} Datenpunkten auf einmal: dünnen Sie das Signal aus.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_fits.py"></location>
   <source>The linear program of the quantile loss would take {count} features of {n} rows: choose a larger λ or thin the signal.</source>
   <translation>Das lineare Programm des Quantilverlusts nähme {count} Merkmale an {n} Zeilen: wählen Sie ein größeres λ, oder dünnen Sie das Signal aus.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_fits.py"></location>
   <source>The features of this network do not reach every sample: use lam above 0.</source>
   <translation>Die Merkmale dieses Netzes erreichen nicht jeden Datenpunkt: nehmen Sie λ über 0.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_fits.py"></location>
   <source>The linear program of λ = 0 failed, because values or distances of samples differ by too many powers of ten: use lam above 0, or merge samples that nearly agree in x.</source>
   <translation>Das lineare Programm für λ = 0 ist gescheitert, weil Werte oder Abstände der Datenpunkte um zu viele Zehnerpotenzen auseinanderliegen: nehmen Sie λ über 0, oder fassen Sie Datenpunkte mit fast gleichem x zusammen.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_fits.py"></location>
   <source>The linear program over the optimal weights failed: try a slightly different lambda.</source>
   <translation>Das lineare Programm über die optimalen Gewichte ist gescheitert: versuchen Sie ein etwas anderes λ.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_fits.py"></location>
   <source>Not computed: it is known for one input column only.</source>
   <translation>Nicht berechnet: bekannt ist sie nur für eine Eingabespalte.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_fits.py"></location>
   <source>Not computed: it is known for the squared loss only.</source>
   <translation>Nicht berechnet: bekannt ist sie nur für den quadratischen Verlust.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_fits.py"></location>
   <source>Not computed: the fit is not certified, so its equally good features are not known.</source>
   <translation>Nicht berechnet: die Anpassung ist nicht zertifiziert, also sind ihre gleich guten Merkmale nicht bekannt.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_fits.py"></location>
   <source>Not computed: correlations of this fit are known to {off} of λ, too roughly to tell which features are equally good.</source>
   <translation>Nicht berechnet: Korrelationen dieser Anpassung sind nur auf {off} von λ bekannt, zu ungenau, um zu sagen, welche Merkmale gleich gut sind.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_fits.py"></location>
   <source>Not computed: a feature in use bends among samples so close that numbers do not tell whether another would be as good.</source>
   <translation>Nicht berechnet: ein verwendetes Merkmal knickt zwischen Datenpunkten, die so nahe beieinander liegen, dass Zahlen nicht sagen, ob ein anderes ebenso gut wäre.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_fits.py"></location>
   <source>Not computed: at least {count} features are equally good, more than the {limit} that can be explored. A slightly larger lambda has fewer.</source>
   <translation>Nicht berechnet: mindestens {count} Merkmale sind gleich gut, mehr als die {limit}, die untersucht werden können. Ein etwas größeres Lambda hat weniger.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_fits.py"></location>
   <source>Not computed: {count} features are equally good, more than the {limit} that can be explored. A slightly larger lambda has fewer.</source>
   <translation>Nicht berechnet: {count} Merkmale sind gleich gut, mehr als die {limit}, die untersucht werden können. Ein etwas größeres Lambda hat weniger.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_fits.py"></location>
   <source>{what} would take {need} GB of memory, of which {free} GB are free: {instead}.</source>
   <translation>{what} nähme {need} GB Speicher, von denen {free} GB frei sind: {instead}.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_fits.py"></location>
   <source>{count} replicates at {points} points</source>
   <translation>{count} gezogene Anpassungen an {points} Stellen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_fits.py"></location>
   <source>ask for fewer replicates or points</source>
   <translation>verlangen Sie weniger Ziehungen oder Stellen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_fits.py"></location>
   <source>The band at {points} points from {rows} rows</source>
   <translation>Das Band an {points} Stellen aus {rows} Zeilen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_fits.py"></location>
   <source>ask for fewer points</source>
   <translation>verlangen Sie weniger Stellen</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_fits.py"></location>
   <source>{columns} working columns of {n} samples</source>
   <translation>{columns} Arbeitsspalten aus {n} Datenpunkten</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_fits.py"></location>
   <source>{count} boxes of the search over {n} samples</source>
   <translation>{count} Kästen der Suche über {n} Datenpunkte</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_fits.py"></location>
   <source>The quantile through {kinks} kinks</source>
   <translation>Das Quantil durch {kinks} Knicke</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_fits.py"></location>
   <source>use a larger lam, which needs fewer, or thin the signal</source>
   <translation>nehmen Sie ein größeres λ, das weniger braucht, oder dünnen Sie das Signal aus</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_fits.py"></location>
   <source>A function through {count} samples</source>
   <translation>Eine Funktion durch {count} Datenpunkte</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_fits.py"></location>
   <source>choose lam above 0, which needs fewer neurons</source>
   <translation>wählen Sie λ über 0, das weniger Neuronen braucht</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_fits.py"></location>
   <source>A proof file of {count} rows in exact fractions would take gigabytes to write and to check: use --prove, or --thin.</source>
   <translation>Eine Beweisdatei aus {count} Zeilen in genauen Brüchen bräuchte Gigabytes zum Schreiben und zum Prüfen: verwenden Sie --prove oder --thin.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_fits.py"></location>
   <source>The matrix between two layers of {units} units</source>
   <translation>Die Matrix zwischen zwei Schichten von {units} Einheiten</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_fits.py"></location>
   <source>export with python or c, or use a larger lam, which needs fewer</source>
   <translation>exportieren Sie als Python oder C, oder nehmen Sie ein größeres λ, das weniger braucht</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_fits.py"></location>
   <source>Least squares on {kinks} kinks of {n} samples</source>
   <translation>Kleinste Quadrate auf {kinks} Knicken aus {n} Datenpunkten</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_fits.py"></location>
   <source>The optimum follows these {samples} samples so closely that more than {most} of them lie beside its kinks: use a larger lam, so that the fit has fewer kinks, or thin the signal.</source>
   <translation>Das Optimum folgt diesen {samples} Datenpunkten so genau, dass mehr als {most} von ihnen neben seinen Knicken liegen: ein größeres lam wählen, damit die Anpassung weniger Knicke hat, oder das Signal ausdünnen.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_fits.py"></location>
   <source>use a larger lam, so that the fit has fewer kinks, or thin the signal</source>
   <translation>nehmen Sie ein größeres λ, damit die Anpassung weniger Knicke hat, oder dünnen Sie das Signal aus</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_fits.py"></location>
   <source>x, y and weights are together so small or large that products of them leave the range of numbers: rescale them towards 1.</source>
   <translation>x, y und Gewichte sind zusammen so klein oder groß, dass ihre Produkte den Bereich der Zahlen verlassen: skalieren Sie sie zu 1 hin.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_fits.py"></location>
   <source>lams must be one or more finite numbers above 0.</source>
   <translation>Die λ müssen eine oder mehrere endliche Zahlen über 0 sein.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_fits.py"></location>
   <source>In {part} all weights are 0: give other splits or weights.</source>
   <translation>In {part} sind alle Gewichte 0: geben Sie andere Teile oder Gewichte.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_fits.py"></location>
   <source>{folds} {splits} folds do not suit {points} distinct points: {advice}</source>
   <translation>{folds} Teile ({splits}) passen nicht zu {points} verschiedenen Punkten: {advice}</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_fits.py"></location>
   <source>give from 2 to {most}.</source>
   <translation>geben Sie 2 bis {most} an.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_fits.py"></location>
   <source>they are too few to validate on.</source>
   <translation>es sind zu wenige, um daran zu validieren.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_fits.py"></location>
   <source>There are too few samples between the kinks to fit a line to each piece: use a larger lam, so that the fit has fewer kinks.</source>
   <translation>Zwischen den Knicken liegen zu wenige Datenpunkte, um jedem Stück eine Gerade anzupassen: nehmen Sie ein größeres λ, damit die Anpassung weniger Knicke hat.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_fits.py"></location>
   <source>Least squares on the kinks belong to the squared loss, not to {loss}: fit with loss squared.</source>
   <translation>Kleinste Quadrate auf den Knicken gehören zum quadratischen Verlust, nicht zu {loss}: passen Sie mit quadratischem Verlust an.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_fits.py"></location>
   <source>Kinks are refitted on one input column only: choose one, with inputs line.</source>
   <translation>Knicke werden nur an einer Eingangsspalte neu angepasst: wählen Sie eine.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_fits.py"></location>
   <source>The level {level} must lie between 0 and 1, such as 0.9.</source>
   <translation>Das Niveau {level} muss zwischen 0 und 1 liegen, etwa 0.9.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_fits.py"></location>
   <source>Least squares on {kinks} kinks of {n} samples would take minutes: use a larger lam, so that the fit has fewer kinks, or thin the signal.</source>
   <translation>Kleinste Quadrate auf {kinks} Knicken aus {n} Datenpunkten brauchten Minuten: nehmen Sie ein größeres lam, damit die Anpassung weniger Knicke hat, oder dünnen Sie das Signal aus.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_fits.py"></location>
   <source>A piecewise constant function has no slopes whose change could move: use another activation, or the relaxed fit.</source>
   <translation>Eine stückweise konstante Funktion hat keine Steigungen, deren Wechsel sich verschieben könnte: nehmen Sie eine andere Aktivierung oder die gelockerte Anpassung.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_fits.py"></location>
   <source>{kinks} kinks that move need {least} distinct x or more: use a larger lam, so that the fit has fewer kinks.</source>
   <translation>{kinks} bewegliche Knicke brauchen mindestens {least} verschiedene x: nehmen Sie ein größeres λ, damit die Anpassung weniger Knicke hat.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_fits.py"></location>
   <source>One of the labels is so rare that no draw holds it: give more rows.</source>
   <translation>Eine der Klassen ist so selten, dass keine Ziehung sie enthält: geben Sie mehr Zeilen.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_fits.py"></location>
   <source>Labels have probabilities, not an interval: read them off the log-odds f.</source>
   <translation>Klassen haben Wahrscheinlichkeiten, kein Intervall: lesen Sie sie am Logit f ab.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_fits.py"></location>
   <source>A rigorous proof for a {network} is not available: rely on its certificate.</source>
   <translation>Einen strengen Beweis für ein {network} gibt es nicht: verlassen Sie sich auf sein Zertifikat.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_fits.py"></location>
   <source>A rigorous proof visits every feature, and {size} of them would take hours: thin the signal, or rely on the certificate.</source>
   <translation>Ein strenger Beweis prüft jedes Merkmal, und {size} davon brauchten Stunden: dünnen Sie das Signal aus, oder verlassen Sie sich auf das Zertifikat.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_fits.py"></location>
   <source>x spans too wide a range for a proof in floating point: thin it.</source>
   <translation>x reicht zu weit für einen Beweis in Gleitkommazahlen: dünnen Sie es aus.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_fits.py"></location>
   <source>Samples lie too close together for a proof in floating point: thin the signal or rescale x.</source>
   <translation>Datenpunkte liegen zu dicht für einen Beweis in Gleitkommazahlen: dünnen Sie das Signal aus, oder skalieren Sie x.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_fits.py"></location>
   <source>Feature {number} of the result is not the one that its key names, so nothing is proved about it: fit the signal again.</source>
   <translation>Merkmal {number} des Ergebnisses ist nicht das, das sein Schlüssel nennt, daher ist nichts bewiesen: passen Sie das Signal noch einmal an.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_fits.py"></location>
   <source>There is no proof file for a {network}: it is written for two layers, for ReLU and sign of any depth and for three layers of |·| or symmetrised ReLU, on one input.</source>
   <translation>Für ein {network} gibt es keine Beweisdatei: sie wird für zwei Schichten geschrieben, für ReLU und Vorzeichen jeder Tiefe und für drei Schichten |·| oder symmetrisierte ReLU, an einem Eingang.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_fits.py"></location>
   <source>There is no proof file for the {loss} loss, whose values are no rationals: use --prove.</source>
   <translation>Für den Verlust {loss}, dessen Werte nicht rational sind, gibt es keine Beweisdatei: beweisen Sie mit --prove.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_fits.py"></location>
   <source>There is no proof file at λ = 0: choose lam above 0, or use --prove.</source>
   <translation>Bei λ = 0 gibt es keine Beweisdatei: wählen Sie λ über 0, oder beweisen Sie mit --prove.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_fits.py"></location>
   <source>The export {name} is for inputs {inputs}, not for a {network}: choose another, such as python or onnx.</source>
   <translation>Der Export {name} ist für die Eingänge {inputs}, nicht für ein {network}: wählen Sie einen anderen, etwa python oder onnx.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_fits.py"></location>
   <source>The export {name} is of the certified fit only, not of a {model} one: choose {others}.</source>
   <translation>Der Export {name} ist nur für die zertifizierte Anpassung, nicht für eine andere ({model}): wählen Sie {others}.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_fits.py"></location>
   <source>The fully connected network is trained on up to {most} samples, not {n}: thin the signal.</source>
   <translation>Das voll verbundene Netz wird an bis zu {most} Datenpunkten trainiert, nicht an {n}: dünnen Sie das Signal aus.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_fits.py"></location>
   <source>This version of scikit-learn cannot weight the samples of a fully connected network: use 1.7 or newer, or a signal without weights and repeated x.</source>
   <translation>Diese Version von scikit-learn kann die Datenpunkte eines voll verbundenen Netzes nicht gewichten: nehmen Sie 1.7 oder neuer, oder ein Signal ohne Gewichte und gleiche x.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_fits.py"></location>
   <source>{starts} starts of {weights} weights are {total} numbers to train, more than {most}: {remedy}.</source>
   <translation>{starts} Starts mit {weights} Gewichten sind {total} Zahlen, die zu trainieren wären, mehr als {most}: {remedy}.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_fits.py"></location>
   <source>use {fits} starts or fewer units</source>
   <translation>nehmen Sie {fits} Starts oder weniger Einheiten</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_fits.py"></location>
   <source>use fewer units</source>
   <translation>nehmen Sie weniger Einheiten</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_fits.py"></location>
   <source>{units} units cannot read {columns} columns: use {columns2} units or more.</source>
   <translation>{units} Einheiten können nicht {columns} Spalten lesen: nehmen Sie mindestens {columns2} Einheiten.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_fits.py"></location>
   <source>{name} = {value} must be a whole number {reach}.</source>
   <translation>{name} = {value} muss eine ganze Zahl sein ({reach}).</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_fits.py"></location>
   <source>from 1 to {most}</source>
   <translation>von 1 bis {most}</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_fits.py"></location>
   <source>of at least 1</source>
   <translation>mindestens 1</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_fits.py"></location>
   <source>test = {test} must be a share such as 0.2, or a number of samples.</source>
   <translation>Testteil = {test} muss ein Anteil wie 0.2 oder eine Zahl von Datenpunkten sein.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_fits.py"></location>
   <source>start = {start} must be a finite x.</source>
   <translation>Start = {start} muss ein endliches x sein.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_fits.py"></location>
   <source>test = {test} is neither a share below 1 nor a whole number of samples.</source>
   <translation>Testteil = {test} ist weder ein Anteil unter 1 noch eine ganze Zahl von Datenpunkten.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_fits.py"></location>
   <source>quantiles = {low}, {high} must rise within (0, 1), such as 0.1 and 0.9.</source>
   <translation>Quantile = {low}, {high} müssen innerhalb von (0, 1) steigen, etwa 0.1 und 0.9.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_fits.py"></location>
   <source>No value of the test part can be forecast, as values before it are missing: use a smaller lag or period, or a longer test part.</source>
   <translation>Kein Wert des Testteils kann vorhergesagt werden, da Werte vor ihm fehlen: nehmen Sie ein kleineres Lag oder eine kürzere Saison, oder einen längeren Testteil.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_fits.py"></location>
   <source>A series has one column of x, its time, but this signal has {count}: choose one column.</source>
   <translation>Eine Reihe hat eine Spalte x, ihre Zeit, doch dieses Signal hat {count}: wählen Sie eine Spalte.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_fits.py"></location>
   <source>The grid of steps of {step} would have {places} places for {count} samples: take the samples as consecutive (spacing order).</source>
   <translation>Das Gitter in Schritten von {step} hätte {places} Plätze für {count} Datenpunkte: nehmen Sie die Datenpunkte als aufeinander folgend.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/text/refusals_of_fits.py"></location>
   <source>The series would have {places} places for {count} samples: take the samples as consecutive (spacing order).</source>
   <translation>Die Reihe hätte {places} Plätze für {count} Datenpunkte: nehmen Sie die Datenpunkte als aufeinander folgend.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/widgets/columns.py"></location>
   <source>Drag to make the columns wider or narrower; a double click undoes it</source>
   <translation>Ziehen macht die Spalten breiter oder schmaler; ein Doppelklick nimmt es zurück</translation>
  </message>
  <message>
   <location filename="mirrors_gui/widgets/error_banner.py"></location>
   <source>Preview …</source>
   <translation>Vorschau …</translation>
  </message>
  <message>
   <location filename="mirrors_gui/widgets/error_banner.py"></location>
   <source>Show how the file was read, and change it</source>
   <translation>Zeigen, wie die Datei gelesen wurde, und es ändern</translation>
  </message>
  <message>
   <location filename="mirrors_gui/widgets/error_banner.py"></location>
   <source>Dismiss</source>
   <translation>Ausblenden</translation>
  </message>
  <message>
   <location filename="mirrors_gui/widgets/error_banner.py"></location>
   <source>Dismiss this message</source>
   <translation>Diese Meldung ausblenden</translation>
  </message>
  <message>
   <location filename="mirrors_gui/widgets/file_dialogs.py"></location>
   <source>1 not listed, as its name is not UTF-8: drop a file on the window to open it.</source>
   <translation>1 nicht aufgeführt, da der Name kein UTF-8 ist: legen Sie die Datei im Fenster ab, um sie zu öffnen.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/widgets/file_dialogs.py"></location>
   <source>{count} not listed, as their names are not UTF-8: drop a file on the window to open it.</source>
   <translation>{count} nicht aufgeführt, da ihre Namen kein UTF-8 sind: legen Sie eine Datei im Fenster ab, um sie zu öffnen.</translation>
  </message>
  <message>
   <location filename="mirrors_gui/widgets/remedy_buttons.py"></location>
   <source>{words} instead</source>
   <translation>Stattdessen: {words}</translation>
  </message>
  <message>
   <location filename="mirrors_gui/widgets/tab_row.py"></location>
   <source>More</source>
   <translation>Mehr</translation>
  </message>
  <message>
   <location filename="mirrors_gui/widgets/tab_row.py"></location>
   <source>More views</source>
   <translation>Weitere Ansichten</translation>
  </message>
  <message>
   <location filename="mirrors_gui/widgets/tab_row.py"></location>
   <source>Large view</source>
   <translation>Große Ansicht</translation>
  </message>
  <message>
   <location filename="mirrors_gui/widgets/tab_row.py"></location>
   <source>Let this view take the place of the plot, or back  ({large_key}, or a double click on its title)</source>
   <translation>Diese Ansicht an die Stelle der Zeichnung setzen, oder zurück  ({large_key}, oder ein Doppelklick auf ihren Titel)</translation>
  </message>
  <message>
   <location filename="mirrors_gui/widgets/tab_row.py"></location>
   <source>All views, also {names}</source>
   <translation>Alle Ansichten, auch {names}</translation>
  </message>
 </context>
</TS>
