# customers: clientes, la tarjeta RATER, la búsqueda, las listas de clientes.

## La búsqueda
customers-title = Clientes
customers-new = Cliente nuevo
customers-find = ¿Quién es?
customers-find-go = Buscar
customers-find-help = Parte del nombre, el final del teléfono, el correo o un número de otro sistema.
customers-newest = Las fichas más recientes
customers-count = { $count ->
        [one] { $count-written } cliente
       *[other] { $count-written } clientes
    }
customers-found = { $count ->
        [one] Encontrado: { $count-written }
       *[other] Encontrados: { $count-written }
    }
customers-more = Puede haber más. Escriba un poco más del nombre.
customers-nobody = No hay nadie con «{ $text }»
customers-nobody-help = Pruebe solo con el principio del nombre o con las últimas cuatro cifras del teléfono. O cree una ficha nueva con lo que ya escribió.
customers-nobody-make = Ficha nueva: { $text }
customers-none-title = Todavía no hay ninguna ficha
customers-none-lead = Cree la primera en el mostrador o traiga la lista que lleva otro programa.
customers-person = Persona
customers-organisation = Organización

## Lo que se hizo
customers-done-made = La ficha está lista.
customers-done-changed = Guardado.
customers-done-noted = Anotado.
customers-done-confirmed = Confirmado hoy. Gracias por preguntar.
customers-done-ended = Ya no se muestra. La historia de abajo lo sigue contando.
customers-done-merged = Las dos fichas ahora son una.
customers-done-erased = La persona quedó borrada. Nada de lo que se guarda aquí conduce ya a ella.

## El formulario
customers-new-title = Cliente nuevo
customers-edit-title = Cambiar la ficha
customers-back = Volver a la ficha
customers-kind = ¿Qué es?
customers-person-help = Alguien que viene, llama o escribe
customers-organisation-help = Una empresa o una familia, con personas debajo
customers-name = Nombre
customers-phone = Teléfono
customers-email = Correo electrónico
customers-above = Pertenece a
customers-above-help = El nombre de una empresa o una familia. Si no tiene ficha, se crea una.
customers-language = Idioma
customers-language-unknown = No se sabe
customers-consent = ¿Podemos escribirle por iniciativa propia?
customers-consent-unknown = Nadie lo ha preguntado
customers-consent-given = Sí
customers-consent-withdrawn = No
customers-consent-where = ¿Dónde lo dijo?
customers-consent-help = Por ejemplo: en el mostrador, en el formulario de marzo.
customers-called = Cómo llaman a este cliente otros sistemas
customers-called-help = Por ejemplo, «caja» y «K-1027». Así también se le encuentra por ese número.
customers-system = Sistema
customers-value = Número o nombre allí
customers-system-twice = El sistema «{ $system }» aparece dos veces. Deje solo uno.

## La ficha
customers-edit = Cambiar
customers-call = Llamar
customers-write = Escribir
customers-unreachable = No se conoce ni un teléfono al que llamar ni un correo.
customers-consent-unknown-text = Nadie ha preguntado aún si podemos escribirle por iniciativa propia
customers-consent-given-text = Podemos escribirle por iniciativa propia ({ $day })
customers-consent-given-source = Podemos escribirle por iniciativa propia ({ $source }, { $day })
customers-consent-withdrawn-badge = No escribir
customers-consent-withdrawn-text = No desea que le escribamos por iniciativa propia ({ $day })
customers-consent-withdrawn-source = No desea que le escribamos por iniciativa propia ({ $source }, { $day })
customers-alike = El mismo correo figura en la ficha de
customers-acts = Qué hacer
customers-act-promise = Hacer una promesa
customers-act-moment = Anotar un momento
customers-act-case = Abrir un caso
customers-promises = Promesas abiertas
customers-promises-none = Ahora mismo no hay nada prometido.
customers-promise-open = Abierta
customers-owed = Incumplida y pendiente
customers-cases = Casos abiertos
customers-cases-none = No hay ningún caso abierto.
customers-case-open = Abierto
customers-case-waiting = A la espera del cliente
customers-case-number = Caso { $number }
customers-due = para el { $when }
customers-since = desde el { $day }
customers-owner = lo lleva { $name }
customers-persons = Personas
customers-persons-none = Todavía no hay nadie debajo.
customers-persons-new = Persona nueva aquí
customers-manage = La ficha entera
customers-file = Ficha
customers-file-since = Ficha desde el { $day }

## Antes de saludar
customers-hello = Antes de saludar
customers-hello-nothing = Nada en especial. Salude por su nombre y escuche.
customers-hello-case = Caso abierto
customers-hello-case-text = El caso { $number } está abierto desde el { $day }.
customers-hello-broken = Promesa incumplida
customers-hello-broken-text = Dijimos «{ $told }». Era para el { $when } y sigue sin hacerse.
customers-hello-disappointed = Decepción la última vez
customers-hello-disappointed-text = { $where }, { $day }: { $what }
customers-hello-due = Vence hoy
customers-hello-due-text = «{ $told }», para el { $when }
customers-please-confirm = por favor, confirmar

## La tarjeta RATER
customers-card = Lo que sabemos
customers-fact-first-badge = leer primero
customers-fact-noted = anotado el { $day } por { $name }
customers-fact-confirmed = confirmado el { $day }
customers-fact-until = Hasta el { $day }
customers-fact-stale = Confirmado por última vez el { $day }. Pregunte, por favor, si sigue siendo así.
customers-fact-over = Terminó el { $day }
customers-fact-more = ¿Sigue así?
customers-fact-still = Sigue así
customers-fact-no-longer = Ya no
customers-fact-add = Añadir
customers-fact-words = ¿Qué sabemos?
customers-fact-words-help = Una frase que se le podría leer en voz alta.
customers-fact-source = ¿Cómo lo sabemos?
customers-fact-source-example = lo dijo en el mostrador
customers-fact-first = Leer primero, antes de saludar
customers-fact-until-field = Solo hasta el
customers-fact-note = Anotarlo
customers-fact-past = Ese día ya pasó. Elija uno posterior o déjelo vacío.

## La historia
customers-timeline = Lo que ha pasado
customers-timeline-none = Nada todavía.
customers-timeline-more = { $count ->
        [one] Mostrar { $count-written } entrada anterior
       *[other] Mostrar { $count-written } entradas anteriores
    }
customers-timeline-fact = Anotado
customers-timeline-fact-ended = Ya no es así
customers-timeline-promise = Prometido
customers-timeline-kept = Cumplida
customers-timeline-broken = Incumplida
customers-timeline-withdrawn = Ya no hace falta
customers-timeline-moment = Momento de la verdad
customers-timeline-comment = Comentario
customers-timeline-case = Caso abierto
customers-timeline-case-closed = Caso cerrado
customers-timeline-survey = Encuesta
customers-by = por { $name }
customers-done-late = hecho tarde, el { $when }
customers-not-done = sigue sin hacerse
customers-says-kept = el cliente dice que se cumplió
customers-says-not-kept = el cliente dice que no se cumplió
customers-case-satisfied = El cliente quedó conforme.
customers-case-partly = El cliente quedó conforme en parte.
customers-case-timeout = El cliente no respondió a tiempo.
customers-case-closed = Cerrado.
customers-moment-pulse = respuesta del propio cliente
customers-judged-met = como se esperaba
customers-judged-exceeded = mejor de lo esperado
customers-judged-disappointed = decepcionó
customers-answered = Respondió «{ $survey }» ({ $wave })

## Una lista
customers-import-go-to = Traer una lista
customers-import-title = Traer una lista de clientes
customers-import-lead = Una tabla de su caja, de su hoja de cálculo o de otro programa. Tráigala cuantas veces quiera: a quien ya está se le completa la ficha y a nadie se le crea dos veces. Nada de lo que ya sabe se vacía.
customers-import-file = Archivo (CSV)
customers-import-most = Hasta { $count-written } líneas a la vez.
customers-import-paste = O pegue aquí las líneas
customers-import-example = nombre,teléfono,correo,empresa,id:caja
customers-import-go = Traerla
customers-import-columns = Cómo pueden llamarse las columnas
customers-import-columns-lead = La primera línea da nombre a las columnas, en inglés, indonesio o español. Solo hace falta el nombre.
customers-column-name = nombre
customers-column-name-help = El nombre de la persona o de la empresa
customers-column-reach = teléfono, correo
customers-column-reach-help = Cómo localizarla
customers-column-above = empresa
customers-column-above-help = La empresa o familia a la que pertenece; se crea si es nueva
customers-column-kind = tipo
customers-column-kind-help = «persona» u «organización»; persona si no se dice nada
customers-column-language = idioma
customers-column-language-help = en, id o es
customers-column-consent = consentimiento, origen del consentimiento
customers-column-consent-help = «sí» o «no», y dónde lo dijo. Un «no» ya conocido se mantiene.
customers-column-id = id, id:caja
customers-column-id-help = Cómo la llaman otros sistemas: así se reconoce a la misma persona
customers-list-added = Nuevos
customers-list-changed = Completados
customers-list-same = Ya conocidos
customers-list-refused = Rechazados
customers-list-line = Línea { $line }: { $reason }
customers-list-more = { $count ->
        [one] y { $count-written } más
       *[other] y { $count-written } más
    }
customers-list-unused = Columnas que no se usaron: { $columns }
customers-list-empty = No hay nada. Elija un archivo o pegue unas líneas.
customers-list-headless = La primera línea no dice qué columna contiene el nombre. Escriba en ella los nombres de las columnas, por ejemplo: nombre, teléfono, correo.
customers-list-too-many = Esta línea y todas las siguientes quedaron fuera: la lista es demasiado larga. Traiga el resto como segunda lista.
customers-list-name = Falta el nombre.
customers-list-kind = «{ $found }» no es ni una persona ni una organización.
customers-list-language = No se conoce el idioma «{ $found }». Escriba en, id o es.
customers-list-consent = «{ $found }» no dice ni sí ni no.

## Dos fichas se hacen una
customers-merge-go-to = Es la misma que otra ficha
customers-merge-title = Dos fichas del mismo cliente
customers-merge-find = ¿Qué otra ficha es también { $name }?
customers-merge-like = Fichas que se parecen
customers-merge-hits = Encontradas
customers-merge-none = Ninguna otra ficha se parece. Búsquela por nombre, número o correo.
customers-merge-lead = ¿Son la misma persona? Mírelo dos veces, por favor: no se puede deshacer.
customers-merge-kept = Esta ficha se queda
customers-merge-given = Esta pasa a formar parte de ella
customers-merge-what = Las promesas, los momentos, los casos, lo anotado y los números de ambas quedan en la ficha que se queda. Donde digan cosas distintas, vale lo suyo. De dos respuestas sobre el consentimiento, cuenta la última.
customers-merge-go = Hacer una sola ficha: { $name }
customers-merge-swap = Al revés
customers-merge-other = Elegir otra
customers-merge-nobody = Elija primero la otra ficha.

## Llevársela y borrarla
customers-export = Descargar la ficha entera
customers-erase-go-to = Borrar
customers-erase-title = Borrar a { $name }
customers-erase-lead = Todo lo que se guarda de esta persona desaparece, aquí y de cualquier copia que se restaure después. Nadie puede recuperarlo. Lo que escribió por correo puede seguir en el buzón: bórrelo también allí, o puede leerse de nuevo.
customers-erase-facts = Anotaciones
customers-erase-promises = Promesas
customers-erase-moments = Momentos
customers-erase-cases = Casos
customers-erase-comments = Comentarios
customers-erase-answers = Respuestas
customers-erase-invitations = Invitaciones
customers-erase-mails = Correos
customers-erase-stays = Lo que queda son números sin nombre y sin palabras: cuántas promesas se cumplieron, cuántos momentos decepcionaron.
customers-erase-alike = Estas fichas tienen el mismo correo y se borran con ella. Si no es lo que quiere, cambie antes su correo.
customers-erase-prove = Antes de borrar a alguien, escriba su contraseña una vez más.
customers-erase-name = Para confirmar, escriba el nombre: { $name }
customers-erase-name-wrong = Ese no es el nombre. Escríbalo tal como figura.
customers-erase-go = Borrar para siempre
