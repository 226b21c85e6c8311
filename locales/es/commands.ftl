# La línea de órdenes: ayuda, errores y confirmaciones breves.
commands-about = Rater muestra dónde un servicio no alcanza lo que esperan sus clientes, por qué, y qué hacer primero.
commands-measure-about = Elabora el informe de brechas de las cinco dimensiones a partir de un archivo de encuesta
commands-measure-examples = Ejemplos:
      rater measure respuestas.csv
      rater measure respuestas.xlsx --by sucursal --format html --out informe.html
      rater measure respuestas.csv --map correspondencias.toml
      rater measure respuestas.csv --managers direccion.csv --staff personal.csv
      rater measure --plan --half-width 0.2
commands-listen-about = Ordena comentarios por factor y polaridad, con las palabras que lo muestran
commands-listen-examples = Ejemplos:
      rater listen comentarios.csv
      rater listen resenas.xlsx --text resena --by sucursal --out dicho.html
      rater listen resenas.csv --out clausulas.csv
commands-listen-progress = { $comments-written } comentarios leídos …
commands-listen-no-text = Ninguna columna de este archivo contiene comentarios. Sus columnas son { $columns }; indique la de los comentarios con --text.
commands-listen-long = Línea { $line-written }: el comentario supera un megabyte; el resto no se leyó.
commands-column-unknown = No hay ninguna columna { $column }. Las columnas son { $columns }.
commands-option-comment-files = Archivos de comentarios: CSV, TSV, XLSX, SPSS (.sav), líneas JSON o Parquet
commands-option-text = La columna de comentarios; se busca por su nombre o su longitud si se omite
commands-option-group = Muestra grupos de comentarios según esta columna; puede repetirse
commands-option-language-comments = Idioma de los comentarios que no lo revelan; se busca en los primeros si se omite
commands-instrument-about = Los cuestionarios: listar, mostrar, revisar, empezar uno nuevo
commands-instrument-list-about = Lista los cuestionarios incluidos
commands-instrument-show-about = Muestra un cuestionario tal como lo lee quien responde
commands-instrument-check-about = Revisa un archivo de cuestionario y nombra todos sus problemas
commands-instrument-new-about = Escribe un primer borrador de un archivo de cuestionario
commands-option-files = Archivos de encuesta: CSV, TSV, XLSX, SPSS (.sav), JSON lines o Parquet
commands-option-instrument = Un cuestionario incluido o un archivo de cuestionario; si falta, se reconoce por las columnas
commands-option-by = Compara grupos de encuestados según esta columna; puede repetirse
commands-option-wave = La columna que dice a qué oleada pertenece cada encuestado
commands-option-mapping = Un archivo de correspondencias: qué columna contiene qué ítem
commands-option-map = Escribe un primer borrador de ese archivo de correspondencias y termina
commands-option-format = Cómo se escribe el informe; texto si falta, o según la terminación de --out
commands-option-out = Escribe el informe en este archivo en lugar de la pantalla
commands-option-out-instrument = Escribe el cuestionario en este archivo en lugar de la pantalla
commands-option-title = El título del informe
commands-option-minimum-gap = La brecha más pequeña que importa, en puntos de la escala (0,3 si falta)
commands-option-item-drivers = Explica también el resultado por ítems (hasta 22)
commands-option-seed = Semilla del bootstrap; la misma semilla da el mismo informe (1 si falta)
commands-option-managers = Un archivo con las respuestas de la dirección a los mismos ítems: lo que cree que esperan los clientes (columnas E), lo que exigen las normas (S), lo que se promete (C)
commands-option-staff = Un archivo con las respuestas del personal a los mismos ítems: lo que se presta (columnas P), lo que se promete (C)
commands-option-targets = Un archivo TOML con la proporción conocida de cada grupo, para ponderar las respuestas
commands-option-estimator = Cómo se ajusta el modelo factorial: ml (respuestas completas), mlr (robusto), fiml (todas las respuestas, completas o no), wlsmv (respuestas como escalones); ml si no se dice nada
commands-option-plan = Planifica una encuesta: cuántos encuestados para una semiamplitud dada del intervalo
commands-option-half-width = Semiamplitud del intervalo del 95 % que se planifica, en puntos de la escala
commands-option-sd = Desviación estándar de la brecha con la que se planifica; 1,2 si falta y no hay archivo
commands-option-population = Cuántos clientes hay en total, cuando son pocos
commands-option-response-rate = La proporción de invitados que responderá, entre 0 y 1
commands-option-lang = Idioma del informe y de todos los mensajes
commands-option-toml = Imprime el archivo del cuestionario
commands-option-id = El nombre del cuestionario nuevo: minúsculas, cifras y guiones
commands-help-usage = Uso
commands-help-commands = Órdenes
commands-help-options = Opciones
commands-help-help = Muestra esta ayuda
commands-help-version = Muestra la versión
commands-usage-unknown = { $argument } no es una opción de esta orden.{ $suggested ->
    [yes] {" "}¿Quiso decir { $suggestion }?
   *[other] {""}
 } Vea rater --help.
commands-usage-subcommand = { $argument } no es una orden.{ $suggested ->
    [yes] {" "}¿Quiso decir { $suggestion }?
   *[other] {""}
 } Vea rater --help.
commands-usage-value-of = { $argument } no puede ser { $value }; debe ser uno de { $valid }.
commands-usage-value = { $argument } no puede ser { $value }; vea rater --help.
commands-usage-number = { $argument } no puede ser { $value }; debe ser un número, por ejemplo 0,2.
commands-usage-whole = { $argument } no puede ser { $value }; debe ser un número entero, 0 o más.
commands-usage-missing = Falta algo: { $argument }. Vea rater --help.
commands-usage-apart = { $one } y { $other } no pueden usarse a la vez. Quite una de las dos.
commands-usage-plan-only = { $option } va con --plan, que calcula cuántos encuestados hacen falta. Añada --plan o quite { $option }.
commands-usage-plan-text = El resultado de --plan se escribe solo como texto. Quite --format y elija para --out un nombre que termine en .txt.
commands-usage-other = No se entendió la línea de órdenes. Vea rater --help.
commands-cannot-print = No se pudo imprimir el resultado: { $reason }.
commands-cannot-read = No se puede leer { $path }: { $reason }.
commands-cannot-write = No se puede escribir { $path }: { $reason }. Elija otro lugar con --out.
commands-exists = { $path } ya existe y no se ha tocado. Elija otro nombre con { $option }.
commands-out-is-input = { $path } es un archivo que se va a leer, y el informe lo sobrescribiría. Elija otro nombre con --out.
commands-out-ending = La terminación de { $path } no indica cómo escribir el informe. Elija un nombre que termine en .txt, .html, .json, .csv o .xlsx, o añada --format.
commands-instrument-unknown = No hay ningún cuestionario { $name } ni un archivo con ese nombre. Los incluidos son { $known }.
commands-instrument-too-large = { $path } es demasiado grande para ser un cuestionario. Indique los datos como FILE y el cuestionario con --instrument.
commands-instrument-faulty = { $path } tiene { $count ->
    [one] un problema
   *[other] { $count-written } problemas
 }; corrija el archivo y ejecute rater instrument check.
commands-instrument-summary = { $items-written } ítems, { $dimensions-written } dimensiones, se pregunta por { $batteries }; respuestas de { $min-written } a { $max-written }
commands-instrument-scale = Respuestas de { $low } a { $high }
commands-instrument-sound = { $id } está correcto: { $items-written } ítems.
commands-instrument-bad-id = { $id } no puede ser el nombre de un cuestionario. Use minúsculas, cifras y guiones, empezando por una letra.
commands-battery-expectation = expectativa
commands-battery-perception = percepción
commands-battery-minimum = mínimo
commands-battery-desired = deseado
commands-battery-importance = importancia
commands-mapping-written = El primer borrador de las correspondencias está en { $path }. Revíselo y ejecute de nuevo rater measure con --mapping { $path }.
commands-spreadsheet-needs-out = Una hoja de cálculo no puede imprimirse en pantalla. Añada --out informe.xlsx.
commands-no-respondents = { $files }: ningún encuestado respondió un solo ítem. Compruebe que las respuestas estén en las columnas { $columns }.
commands-one-respondent = { $files }: hay un solo encuestado, así que no se puede promediar ni contrastar nada. Un informe necesita al menos dos encuestados, y empieza a decir algo a partir de unos diez.
commands-few-inside = { $path }: respondieron menos de dos personas, así que no hay nada que comparar. Omita el archivo hasta que respondan más.
commands-inside-order = { $path }: nada indica qué contienen las columnas { $first } a { $last }. Nómbrelas como el cuestionario lo hace para este grupo, a partir de { $expected }.
commands-inside-none = { $path }: no se encontraron las respuestas de este grupo. Nombre las columnas como el cuestionario lo hace para este grupo, a partir de { $expected }.
commands-inside-same = { $path } contiene las respuestas de los clientes y se indica otra vez con { $option }. Indique el archivo en el que respondió este grupo.
commands-inside-absent = A { $path } le faltan las columnas { $columns }, así que esos ítems no se comparan.
commands-inside-refused = No se pudieron aceptar todas las respuestas de este archivo (filas rechazadas: { $rows-written }; celdas rechazadas, que cuentan como no respondidas: { $cells-written }). Las primeras son:
commands-estimator-rows = --estimator { $estimator } mira a los encuestados uno por uno, como mucho a { $most-written }. Omítalo, o mida una parte del archivo elegida al azar.
commands-report-written = El informe está en { $path }.
commands-by-overlap = Los grupos de columnas --by distintas pueden solaparse, y las respuestas de un solape pequeño pueden deducirse por resta.
commands-refused = Filas rechazadas: { $rows-written }; celdas rechazadas: { $cells-written } (cuentan como no respondidas). El informe las enumera; las primeras son:
commands-plan-heading = ¿Cuántos encuestados? (intervalo del 95 %, desviación { $sd })
commands-plan-mean = Para conocer una brecha media con un margen de ± { $width } puntos: { $answers } respuestas.
commands-plan-invitations = Si responde el { $rate }, invite a { $invite }.
commands-plan-groups = Para comparar dos grupos con un margen de ± { $width } puntos: { $answers } respuestas en cada uno.
commands-plan-population = De { $population-written } clientes en total.
commands-plan-from-file = La desviación { $sd } es la mayor desviación estándar entre las brechas por dimensión de su archivo.
commands-plan-guess = La desviación { $sd } es habitual en una escala de 7 puntos; dé la suya con --sd, o un archivo de respuestas anteriores.
commands-plan-out-of-reach = Aunque se invite a los { $population-written } clientes, con un { $rate } de respuesta no alcanza. Elija un --half-width mayor.
commands-plan-too-fine = Ninguna encuesta basta para un margen de ± { $width } puntos. Elija un --half-width mayor.
commands-plan-nonsense = { $option } debe ser un número { $rule }.
commands-plan-above-zero = mayor que 0
commands-plan-zero-or-more = de 0 o más
commands-plan-share = mayor que 0 y como máximo 1
# rater coach
commands-coach-about = Revisar un borrador de respuesta antes de enviarlo y encontrar sus promesas
commands-option-draft = El borrador, un archivo de texto; - lo lee de la entrada estándar
commands-option-language = Idioma del borrador; se reconoce por sus palabras si no se dice
commands-option-received = Lo que escribió el cliente, un archivo de texto
commands-option-now = Hora local en que se escribe el borrador; la del reloj si no se dice (zona según TZ, si no UTC)
commands-option-format-coach = Cómo se escriben los hallazgos; texto si no se dice
commands-option-fix = Imprimir el borrador con todas las correcciones seguras
commands-option-lsp = Hablar el Language Server Protocol por la entrada y la salida estándar, para un editor; sin FILE
commands-option-rules = Una regla de su propia casa, un archivo TOML; puede repetirse
commands-coach-too-large = { $path } es demasiado grande para un borrador; elija el archivo con la respuesta.
commands-coach-not-text = { $path } no es texto UTF-8; guarde el borrador como texto sin formato.
commands-coach-bad-now = { $text } no es una hora local; escríbala así: 2026-12-24T16:30.
commands-coach-faulty-rule = Regla { $path }: { $problem }
commands-coach-lsp-lost = El mensaje del editor no trae una longitud legible; indique `rater coach --lsp` en un editor como servidor de lenguaje.
commands-coach-lsp-not-json = El mensaje no es JSON.
commands-coach-lsp-not-message = El mensaje no es ni una petición ni un aviso.
commands-coach-lsp-not-begun = { $method } llegó antes de initialize.
commands-coach-lsp-not-now = { $method } no se puede pedir en este momento.
commands-coach-lsp-unknown = La petición { $method } no se conoce aquí.
commands-coach-lsp-params = No se puede leer lo que vino con { $method }.
commands-coach-lsp-replace = Escribir «{ $replacement }»
commands-coach-lsp-note = Anotarlo aquí: { $rewrite }
commands-coach-whole = (sobre toda la respuesta)
commands-coach-better = Mejor: { $rewrite }
commands-coach-promise = Promesa: { $promise } (para el { $due })
commands-coach-promise-undated = Promesa: { $promise } (sin hora)
commands-coach-count = { $count ->
        [0] Nada que señalar.
        [one] Un hallazgo.
       *[other] { $count } hallazgos.
    }
commands-coach-factor-reliability = fiabilidad
commands-coach-factor-assurance = seguridad
commands-coach-factor-tangibles = elementos tangibles
commands-coach-factor-empathy = empatía
commands-coach-factor-responsiveness = capacidad de respuesta
